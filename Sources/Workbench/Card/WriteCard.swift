public import Core
internal import Reports
internal import Tensors

/// Writes the card of a folder of shards or of a trained run: Markdown with the Hub's metadata block.
public struct WriteCard: Sendable {
  /// What a card is called where the Hub looks for it; no digest covers it.
  public static let fileName = "README.md"

  private let folder: String
  private let out: String
  private let name: String?
  private let license: String

  /// The card of what lies in a folder.
  ///
  /// - Parameters:
  ///   - out: the file; `nil` for `README.md` in the folder.
  ///   - name: the heading; `nil` for one made of the sources.
  ///   - license: an identifier of the Hub's list.
  public init(folder: String, out: String?, name: String?, license: String) {
    (self.folder, self.name, self.license) = (folder, name, license)
    self.out = out ?? Files.join(folder, Self.fileName)
  }

  /// Reads the index or the report, and writes the card.
  public func run() throws(WorkbenchError) -> CardSummary {
    let (kind, text): (String, String)
    if Files.exists(Files.join(folder, ShardIndex.fileName)) {
      (kind, text) = ("dataset", try datasetCard())
    } else if Files.exists(Files.join(folder, "report.json")) {
      (kind, text) = ("model", try modelCard())
    } else if VerifyRun.isRun(folder) {
      throw .problem(
        "\(folder) has no report.json to write a card from; run fer-data evaluate first")
    } else {
      throw .problem(
        "\(folder) holds neither shards (index.json) nor an evaluated run (report.json)")
    }
    try lifting { () throws(FileError) in try Files.writeAtomically(text: text, to: out) }
    return CardSummary(kind: kind, path: out)
  }

  private func datasetCard() throws(WorkbenchError) -> String {
    let index = try lifting { () throws(TensorError) in try ShardIndex(folder: folder) }
    let settings = index.provenance["settings"]
    let sources = DatasetFacts.Source.list(index.provenance)
    return DatasetCard(
      name: name ?? heading("Faces of", sources.map(\.name)), license: license,
      facts: .init(
        dataset: DatasetFacts(
          sources: sources, taxonomy: index.taxonomy,
          counts: Split.allCases.map { split in
            index[split]?.originalCounts ?? Array(repeating: 0, count: index.classNames.count)
          }, certificate: index.provenance["certificate"]),
        classNames: index.classNames,
        files: index.splits.flatMap { $0.shards.map { (name: $0.file.name, rows: $0.rows) } },
        pipeline: settings?["pipeline"] ?? .null, augmentation: settings?["augmentation"] ?? .null,
        leaked: index.provenance["leaked_test_keys"]?.arrayValue?.count ?? 0,
        digest: index.setDigest.hex,
        version: index.provenance["version"]?.stringValue ?? "of an unknown version")
    ).markdown
  }

  private func modelCard() throws(WorkbenchError) -> String {
    let path = Files.join(folder, "report.json")
    let bytes = try lifting { () throws(FileError) in try Files.read(path, limit: 256 << 20) }
    guard let report = try? JSON(parsing: bytes), report["scores"] != nil else {
      throw .problem("\(path) is damaged; evaluate the run again")
    }
    let sources = report["dataset"]?["sources"]?.arrayValue ?? []
    return ModelCard(
      name: name
        ?? heading("Expressions, trained on", sources.compactMap { $0["name"]?.stringValue }),
      license: license, report: report
    ).markdown
  }

  private func heading(_ start: String, _ names: [String]) -> String {
    names.isEmpty ? "\(start) unnamed sources" : "\(start) \(names.joined(separator: ", "))"
  }
}

/// Which card was written.
public struct CardSummary: Hashable, Sendable {
  /// "dataset" or "model".
  public let kind: String
  /// The file.
  public let path: String

  /// For programs.
  public var json: JSON { ["card": .string(kind), "file": .string(path)] }
}
