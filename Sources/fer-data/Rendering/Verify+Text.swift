internal import Core
internal import Workbench

extension RunVerdict: Printable {
  var text: String {
    let doubts = unchecked.map { "not checked: \($0)" }
    let report = reportLine.map { [$0] } ?? []
    guard findings.isEmpty else {
      return (findings + doubts + report).joined(separator: "\n")
    }
    let origin = epochs > 0 || report.isEmpty ? provenance : []
    let lines =
      [
        epochs > 0 || report.isEmpty
          ? "\(folder) is sound, after \(epochs) epochs" : "\(folder) is sound"
      ]
      + report + checked.map { "  \($0)" } + doubts + origin.map { "\($0.name): \($0.value)" }
    return lines.joined(separator: "\n")
  }

  var failureCode: Int32? { findings.isEmpty ? nil : 1 }
}

extension RunComparison: Printable {
  var text: String { explanation }

  var failureCode: Int32? { isEqual ? nil : 1 }
}
