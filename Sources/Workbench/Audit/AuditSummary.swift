public import Core
public import Curation
public import Reports

/// What an audit came to.
public struct AuditSummary: Sendable {
  /// The report.
  public let report: AuditReport
  /// The worst examples of each check, by name and reason.
  public let worst: [Check: [String]]
  /// Everything that was found, for programs.
  public let json: JSON
  /// The files that were written, the report first.
  public let files: [String]
  /// Images that had to be measured.
  public let measured: Int
  /// The checks that make the command fail.
  public let failed: [Check]

  /// The names of the checks that make the command fail.
  public var failedNames: [String] { failed.map(\.rawValue) }

  /// A row for each check: its name, samples, share of all, findings, and the measure with its threshold.
  public var rows: [[String]] {
    report.results.map { result in
      let percent = 100 * Double(result.samples) / Double(max(1, report.samples))
      return [
        result.check.rawValue, String(result.samples), PlainNumber.text(percent, 2) + " %",
        String(result.findings), result.criterion,
      ]
    }
  }

  /// The worst examples, a line each.
  public var examples: [String] {
    report.results.flatMap { result in
      (worst[result.check] ?? []).map { "\(result.check.rawValue): \($0)" }
    }
  }

  /// What differs between splits and between sources, a line each, the greatest first.
  public var drifts: [String] {
    report.drift.drifts.map { drift in
      "\(drift.measure.name) of \(drift.first) and \(drift.second): medians "
        + "\(drift.measure.text(drift.firstMedian)) and "
        + "\(drift.measure.text(drift.secondMedian)) (D \(PlainNumber.text(drift.distance, 2)), from "
        + "\(PlainNumber.text(DriftReport.threshold, 2)))"
    }
  }

  /// Classes that stand for their source, a line each.
  public var biases: [String] {
    report.balance.biases.map { bias in
      "\(PlainNumber.text(100 * bias.share, 2)) % of '\(bias.className)' comes from \(bias.source), which has "
        + "\(PlainNumber.text(100 * bias.expected, 2)) % of all samples"
    }
  }
}
