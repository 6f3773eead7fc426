internal import Core
internal import Reports
internal import Workbench

extension TuneSummary: Printable {
  /// The longest table printed; the report has all trials.
  private static let rowLimit = 20

  var text: String {
    let ranked = report.ranked
    let rows = ranked.prefix(Self.rowLimit).map { trial -> [String] in
      var cells = [String(trial.number) + (trial.number == report.winning?.number ? " *" : "")]
      cells.append(trial.score.map(report.metric.text) ?? "")
      cells.append(trial.bestEpoch.map { String($0) } ?? "")
      cells.append(String(trial.epochs))
      return cells + trial.values.map(\.text) + [trial.outcome]
    }
    var lines = [
      Lines.table(
        ["trial", "val \(report.metric.name)", "best epoch", "epochs"]
          + report.parameters.map(\.name) + ["outcome"], rows)
    ]
    if ranked.count > Self.rowLimit {
      lines.append("… and \(ranked.count - Self.rowLimit) more in \(folder)/trials.csv")
    }
    lines.append("")
    lines += report.notes
    if let bestRun {
      lines += [
        "", "best recipe in \(folder)/best-recipe.yaml, its weights in \(bestRun)",
        "score it on the test split with: fer-data evaluate \(bestRun)",
      ]
    }
    lines.append("report in \(folder)")
    return lines.joined(separator: "\n")
  }
}
