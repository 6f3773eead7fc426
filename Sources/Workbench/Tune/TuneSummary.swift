public import Core
public import Reports

/// How a search went.
public struct TuneSummary: Sendable {
  /// The search's folder.
  public let folder: String
  /// All of its figures.
  public let report: TuneReport

  /// For programs: `tune.json`, and where it lies.
  public var json: JSON {
    guard case .object(var members) = report.json else { return report.json }
    members["folder"] = .string(folder)
    return .object(members)
  }

  /// The folder of the best trial's run.
  public var bestRun: String? {
    report.winning.map { winning in
      let digits = String(winning.number)
      let name = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
      return Files.join(Files.join(folder, "trials"), name)
    }
  }
}
