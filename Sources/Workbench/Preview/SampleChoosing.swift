internal import Core
internal import DatasetCatalog

/// Chooses the samples of a sheet: those named, the worst, or some of each class by a keyed draw.
struct SampleChoosing {
  let material: PreviewMaterial
  let all: [SampleSummary]
  let sources: [(id: Int32, name: String)]
  let selection: PreviewSelection

  /// What the choice was, for the legend.
  private(set) var explanation = ""

  init(
    material: PreviewMaterial, all: [SampleSummary], sources: [(id: Int32, name: String)],
    selection: PreviewSelection
  ) {
    (self.material, self.all, self.sources) = (material, all, sources)
    self.selection = selection
  }

  /// The chosen samples in the order of the sheet.
  ///
  /// - Parameters:
  ///   - perClass: how many of each class, unless the user said.
  ///   - limit: the most samples the sheet can show.
  mutating func choose(perClass: Int, limit: Int? = nil) throws(WorkbenchError) -> [ChosenSample] {
    if !selection.samples.isEmpty { return try named() }
    let labels = try labels()
    if let worst = selection.worst {
      return try chooseWorst(worst, labels, count: limit ?? selection.count ?? 12)
    }
    return try draw(labels, perClass: selection.perClass ?? perClass, limit: limit)
  }

  /// The classes that are shown, in their order.
  func labels() throws(WorkbenchError) -> [Int] {
    let names = material.taxonomy.classNames
    guard !selection.classes.isEmpty else { return Array(names.indices) }
    var chosen: Set<Int> = []
    for name in selection.classes {
      guard let label = material.taxonomy.classIndex(named: name) else {
        let near = material.taxonomy.nearestClassName(to: name)
        throw .usage(
          "--class \(name) is no class here"
            + (near.map { "; did you mean \($0)?" }
              ?? "; the classes are: \(names.joined(separator: ", "))"))
      }
      chosen.insert(label)
    }
    return chosen.sorted()
  }

  private mutating func named() throws(WorkbenchError) -> [ChosenSample] {
    var finder = SampleFinder(catalog: material.catalog, samples: all, sources: sources)
    var chosen: [SampleSummary] = []
    for name in selection.samples {
      for sample in try finder.find(name) where !chosen.contains(where: { $0.id == sample.id }) {
        chosen.append(sample)
      }
    }
    explanation = "as named"
    return try complete(chosen)
  }

  private mutating func chooseWorst(
    _ worst: WorstMeasure, _ labels: [Int], count: Int
  ) throws(WorkbenchError) -> [ChosenSample] {
    let wanted = Set(labels)
    let candidates = material.samples.filter { wanted.contains($0.label) }
    let details = try material.catalog.allDetails(of: candidates)
    let order = details.indices.map { (index: $0, bad: worst.badness(details[$0].measures)) }
      .sorted {
        ($0.bad.first, $0.bad.second, candidates[$0.index].sampleKey)
          < ($1.bad.first, $1.bad.second, candidates[$1.index].sampleKey)
      }
    var seen: Set<Digest> = []
    var chosen: [ChosenSample] = []
    for (index, _) in order where chosen.count < count {
      guard seen.insert(candidates[index].pixelDigest).inserted else { continue }
      chosen.append(
        ChosenSample(summary: candidates[index], details: details[index], measure: worst))
    }
    explanation = "the worst \(chosen.count) \(worst.explanation)"
    return try checked(chosen)
  }

  /// The first of each class by a keyed draw, in class order.
  private mutating func draw(
    _ labels: [Int], perClass: Int, limit: Int?
  ) throws(WorkbenchError) -> [ChosenSample] {
    let luck = LuckKey(seed: material.seed, purpose: "preview")
    var chosen: [SampleSummary] = []
    for label in labels {
      let drawn = material.samples.filter { $0.label == label }
        .map { (draw: luck.draw64(for: $0.sampleKey), sample: $0) }
        .sorted { ($0.draw, $0.sample.sampleKey) < ($1.draw, $1.sample.sampleKey) }
      var seen: Set<Digest> = []
      for (_, sample) in drawn where seen.count < perClass {
        if seen.insert(sample.pixelDigest).inserted { chosen.append(sample) }
      }
    }
    explanation =
      limit == 1
      ? "the first by a keyed draw, seed \(material.seed)"
      : "\(perClass) of each class by a keyed draw, seed \(material.seed)"
    return try complete(limit.map { Array(chosen.prefix($0)) } ?? chosen)
  }

  /// Adds the details and the heads of the groups.
  private func complete(_ samples: [SampleSummary]) throws(WorkbenchError) -> [ChosenSample] {
    let details = try material.catalog.allDetails(of: samples)
    var chosen = zip(samples, details).map {
      ChosenSample(summary: $0, details: $1, measure: nil)
    }
    var start = 0
    while start < chosen.count {
      let label = chosen[start].summary.label
      let end = chosen[start...].firstIndex { $0.summary.label != label } ?? chosen.count
      let count = material.samples.count { $0.label == label }
      chosen[start].groupNote = "\(end - start) of \(Figures.count(count))"
      for index in (start + 1)..<max(start + 1, end) { chosen[index].startsGroup = false }
      start = end
    }
    return try checked(chosen)
  }

  private func checked(_ chosen: [ChosenSample]) throws(WorkbenchError) -> [ChosenSample] {
    guard !chosen.isEmpty else {
      throw .problem(
        "no sample of \(selection.classes.joined(separator: ", ")) is in use; "
          + "'fer-data status' counts the classes")
    }
    return chosen
  }
}
