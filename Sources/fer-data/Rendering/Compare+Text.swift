internal import Reports
internal import Workbench

extension ComparisonSummary: Printable {
  var text: String {
    var text = report.terminalText
    let times = zip(report.entries, seconds).compactMap { entry, seconds in
      seconds.map { "\(entry.name) \(Lines.seconds($0))" }
    }
    if !times.isEmpty { text += "trained in: \(times.joined(separator: ", "))\n" }
    if let folder { text += "comparison in \(folder)\n" }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
