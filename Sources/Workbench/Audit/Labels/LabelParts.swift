internal import Core
internal import Curation
internal import DatasetCatalog

/// The sources and splits of a workspace whose classes may be mixed up, and what each is compared with.
struct LabelParts {
  /// The numbers of the sources, the largest first; equals by name.
  let sources: [(number: Int32, name: String, count: Int)]
  private let content: LabelSamples
  /// The split of each sample: the workspace's own, else the official one.
  private let splits: [Split?]

  init(_ content: LabelSamples) throws(WorkbenchError) {
    self.content = content
    let catalog = content.catalog
    let (known, stored) = try lifting { () throws(CatalogError) in
      (try catalog.sources(), try catalog.currentSplit())
    }
    let own = Dictionary((stored?.assignments ?? []).map { ($0.sampleID, $0.split) }) { a, _ in a }
    splits = content.samples.map { own[$0.id] ?? $0.officialSplit }
    var counts: [Int32: Int] = [:]
    for sample in content.samples { counts[sample.source, default: 0] += 1 }
    sources = known.compactMap { source in
      let number = Int32(truncatingIfNeeded: source.id)
      return counts[number].map { (number, source.name, $0) }
    }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  /// The samples of the largest source, where there are others to compare with it.
  var reference: [Int]? {
    guard sources.count > 1 else { return nil }
    return content.samples.indices.filter { content.samples[$0].source == sources[0].number }
  }

  /// Judges every part that the predictions can say something about.
  ///
  /// - Sources other than the largest: by a network trained on the largest alone, where there is one, else by
  ///   the out-of-fold predictions.
  /// - Splits: by the out-of-fold predictions, whose networks have mostly learnt from the other splits' samples.
  ///
  /// By out-of-fold predictions only parts of less than half of the samples are judged: the labels of a larger one are
  /// what the networks have learnt.
  func verdicts(
    _ data: LabelledProbabilities, samples: [Int], reference: LabelledProbabilities?
  ) -> [DialectVerdict] {
    var verdicts: [DialectVerdict] = []
    func judge(
      _ part: DialectVerdict.Part, _ basis: DialectVerdict.Basis, _ data: LabelledProbabilities,
      _ isMember: (Int) -> Bool
    ) {
      let own = samples.indices.filter { isMember(samples[$0]) }
      guard !own.isEmpty, basis != .outOfFold || own.count * 2 < samples.count else { return }
      verdicts.append(
        DialectVerdict(
          part: part, basis: basis, samples: own.count,
          check: DialectCheck(data, samples: own)))
    }
    if sources.count > 1 {
      let rest = reference == nil ? sources[...] : sources.dropFirst()
      for source in rest {
        judge(
          .source(source.name), reference == nil ? .outOfFold : .source(sources[0].name),
          reference ?? data
        ) { content.samples[$0].source == source.number }
      }
    }
    for split in Split.allCases {
      judge(.split(split), .outOfFold, data) { splits[$0] == split }
    }
    return verdicts
  }
}
