public import Core

/// Whether the files of a run are sound, and what is not.
public struct RunVerdict: Sendable {
  /// The folder.
  public let folder: String
  /// What is wrong, one sentence each; empty when all is well.
  public internal(set) var findings: [String] = []
  /// What was checked and is well.
  public internal(set) var checked: [String] = []
  /// What could not be checked, and why.
  public internal(set) var unchecked: [String] = []
  /// The epochs behind the checkpoint.
  public internal(set) var epochs = 0
  /// The folder of the report that was checked; nil where there is none.
  public internal(set) var report: String?
  var metadata: [String: String] = [:]

  init(folder: String) { self.folder = folder }

  /// Whether the checkpoint is the last one of its training, so that all files must agree.
  ///
  /// A training that stops early is finished when it wrote its list of digests.
  var isFinished: Bool {
    let list = Files.exists(RunFolder(path: folder).list.path)
    let recipe = metadata["recipe"].flatMap { try? JSON(parsing: $0) }
    return list || epochs > 0 && recipe?["epochs"]?.intValue == epochs
  }

  /// Whether the report stands, in one line; nil where there is none.
  public var reportLine: String? {
    guard let report else { return nil }
    guard findings.isEmpty else { return "the report in \(report) does not stand" }
    return "the report in \(report) stands"
      + (unchecked.isEmpty ? "" : ", as far as it could be checked")
  }

  /// What the weights were made from, as the checkpoint has it.
  public var provenance: [(name: String, value: String)] {
    [
      ("program", "producer"), ("kernels version", "kernels"), ("shards", "shards_digest"),
      ("seed", "run_seed"), ("identity", "run_identity"),
    ].map { ($0.0, metadata[$0.1] ?? "unknown") }
  }

  /// For programs.
  public var json: JSON {
    [
      "checked": .array(checked.map(JSON.string)), "epochs": .integer(epochs),
      "findings": .array(findings.map(JSON.string)), "folder": .string(folder),
      "provenance": .object(
        Dictionary(
          provenance.map {
            (String($0.name.map { $0 == " " ? "_" : $0 }), .string($0.value))
          }
        ) { first, _ in first }),
      "report_stands": report == nil ? .null : .bool(findings.isEmpty),
      "sound": .bool(findings.isEmpty), "unchecked": .array(unchecked.map(JSON.string)),
    ]
  }
}
