internal import Core
internal import DatasetCatalog
internal import Sampling

/// Makes the certificate of a split, with the files that it vouches for.
struct SplitCertifying {
  static let format = "fer-data certificate/1"
  static let fileName = "certificate.json"

  let catalog: Catalog
  let samples: [SampleSummary]
  /// The split of each sample; nil for one that a repair left out.
  let places: [Split?]
  let dealing: SplitDealing
  let closeness: SplitCloseness
  let repair: SplitRepair
  let apart: [ApartPair]
  let session: Session

  private var classNames: [String] { catalog.taxonomy.classNames }
  private var kept: [Int] { samples.indices.filter { places[$0] != nil } }

  /// What the splits hold, and what leaks.
  func counts() throws(WorkbenchError) -> SplitCertificate {
    let kept = kept
    return try lifting { () throws(SamplingError) in
      try SplitCertificate(
        candidates: GroupedFolds.renumbered(kept.map { dealing.candidates[$0] }),
        assignment: kept.compactMap { places[$0] }, classNames: classNames,
        splitter: dealing.splitter)
    }
  }

  /// The certificate: a function of pictures, labels, groups and settings.
  func certificate(
    _ counts: SplitCertificate, listsSplit: Bool
  ) throws(WorkbenchError) -> (json: JSON, files: SplitFiles) {
    let report = ApartReport(
      samples: samples, pairs: apart, classNames: classNames,
      sideNames: Split.allCases.map(\.rawValue))
    var files = SplitFiles()
    files.add(
      "closest.png",
      try report.sheet(
        title: "The closest pairs on two sides of the split", search: closeness.search,
        catalog: catalog, session: session))
    files.add("leaks.csv", text: leaks)
    files.add("pairs.csv", text: report.table)
    var members = counts.json.objectValue ?? [:]
    members["dropped"] = .integer(places.count { $0 == nil })
    members["files"] = files.json
    members["format"] = .string(Self.format)
    members["grouped_by"] = ["subject", "pixels", "near-duplicate", "decision"]
    members["moved"] = .integer(zip(places, dealing.assignment).count { $0 != nil && $0 != $1 })
    members["near_duplicates"] = .object(closeness.json.merging(report.json) { own, _ in own })
    members["repair"] = repair.json
    // Its digest is the certificate's "assignment".
    if listsSplit { files.add("split.txt", text: assignment) }
    return (SplitFiles.sealed(members), files)
  }

  private var assignment: String {
    let kept = kept
    return SplitCertificate.lines(
      keys: kept.map { samples[$0].sampleKey }, assignment: kept.compactMap { places[$0] })
  }

  /// Every sample of the groups that lie on several sides: `group,sample_key,split,class`.
  private var leaks: String {
    var sides: [Int: Set<Split>] = [:]
    var names: [Int: String] = [:]
    for index in samples.indices {
      guard let split = places[index] else { continue }
      let group = dealing.candidates[index].group
      sides[group, default: []].insert(split)
      // Samples are in the order of their keys: the first names its group.
      if names[group] == nil {
        names[group] = String(samples[index].sampleKey.digest.hex.prefix(16))
      }
    }
    var lines: [(group: String, key: String, split: Split, label: Int)] = []
    for index in samples.indices {
      let group = dealing.candidates[index].group
      guard let split = places[index], let found = sides[group], found.count > 1 else { continue }
      lines.append(
        (names[group] ?? "", samples[index].sampleKey.digest.hex, split, samples[index].label))
    }
    lines.sort { ($0.group, $0.key, $0.split, $0.label) < ($1.group, $1.key, $1.split, $1.label) }
    var text = "group,sample_key,split,class\n"
    for line in lines {
      text +=
        "\(line.group),\(line.key),\(line.split.rawValue),"
        + SplitFiles.quoted(classNames[line.label]) + "\n"
    }
    return text
  }
}
