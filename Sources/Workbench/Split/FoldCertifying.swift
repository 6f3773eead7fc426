public import Core
internal import Curation
internal import DatasetCatalog
internal import Sampling

/// Deals the samples of a split to folds, as `train --folds` does, and certifies them.
struct FoldCertifying {
  static let format = "fer-data fold certificate/1"
  static let fileName = "folds-certificate.json"

  let settings: FoldSettings
  let seed: UInt64
  let catalog: Catalog
  let samples: [SampleSummary]
  /// The split of each sample; nil for one that a repair left out.
  let places: [Split?]
  let candidates: [SplitCandidate]
  let closeness: SplitCloseness
  let session: Session

  /// The certificate, the files it vouches for, and what a person is told.
  func run(
    listsFolds: Bool
  ) throws(WorkbenchError) -> (summary: FoldDealSummary, files: SplitFiles) {
    let scope = Set(settings.scope.splits)
    let dealt = samples.indices.filter { places[$0].map(scope.contains) ?? false }
    let own = GroupedFolds.renumbered(dealt.map { candidates[$0] })
    let folds = GroupedFolds(
      count: settings.count, seed: seed, classCount: catalog.taxonomy.count)
    let classNames = catalog.taxonomy.classNames
    let (assignment, counts) = try lifting { () throws(SamplingError) in
      let assignment = try folds.assign(own)
      return (
        assignment,
        try FoldCertificate(
          candidates: own, assignment: assignment, folds: folds, classNames: classNames)
      )
    }
    var sides = [Int?](repeating: nil, count: samples.count)
    for (index, fold) in zip(dealt, assignment) { sides[index] = fold }
    let apart = closeness.apart(sides)
    let report = ApartReport(
      samples: samples, pairs: apart, classNames: classNames,
      sideNames: (1...settings.count).map { "fold \($0)" })
    var files = SplitFiles()
    files.add(
      "folds-closest.png",
      try report.sheet(
        title: "The closest pairs in two of \(settings.count) folds", search: closeness.search,
        catalog: catalog, session: session))
    files.add("folds-pairs.csv", text: report.table)
    var members = counts.json.objectValue ?? [:]
    members["files"] = files.json
    members["format"] = .string(Self.format)
    members["near_duplicates"] = .object(closeness.json.merging(report.json) { own, _ in own })
    members["over"] = .string(settings.scope.rawValue)
    if listsFolds {
      files.add(
        "folds.txt",
        text: FoldCertificate.lines(
          keys: dealt.map { samples[$0].sampleKey }, assignment: assignment))
    }
    let summary = FoldDealSummary(
      sizes: counts.counts.map { $0.reduce(0, +) }, scope: settings.scope,
      leakingGroups: counts.leaks.values.reduce(0, +),
      closest: apart.first.map(\.score), certificate: SplitFiles.sealed(members))
    return (summary, files)
  }
}

/// The folds that were dealt.
public struct FoldDealSummary: Sendable {
  /// The samples of each fold.
  public let sizes: [Int]
  /// Whose samples were dealt.
  public let scope: FoldSettings.Scope
  /// Groups that lie in two folds, counted for each pair of folds.
  public let leakingGroups: Int
  /// The correlation of the closest pair in two folds, where one is known.
  public let closest: Double?
  /// The certificate.
  public let certificate: JSON
}
