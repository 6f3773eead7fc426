public import Core
public import Reports

/// Models side by side, with what no file that must stay the same may hold.
public struct ComparisonSummary: Sendable {
  /// The comparison.
  public let report: CompareReport
  /// The seconds of each model's training, in the order of the report, where `run.json` has them.
  public let seconds: [Double?]
  /// The folder that was written.
  public let folder: String?

  /// For programs: the report, and the times of training.
  public var json: JSON {
    var members = report.json.objectValue ?? [:]
    members["folder"] = folder.map { .string($0) } ?? .null
    members["training_seconds"] = .object(
      Dictionary(zip(report.entries.map(\.name), seconds.map { JSON($0) })) { first, _ in first })
    return .object(members)
  }
}
