internal import Core
internal import Workbench

extension RunVerdict: Printable {
  var text: String {
    let doubts = unchecked.map { "not checked: \($0)" }
    guard findings.isEmpty else { return (findings + doubts).joined(separator: "\n") }
    let lines =
      ["\(folder) is sound, after \(epochs) epochs"] + checked.map { "  \($0)" } + doubts
      + provenance.map { "\($0.name): \($0.value)" }
    return lines.joined(separator: "\n")
  }

  var failureCode: Int32? { findings.isEmpty ? nil : 1 }
}

extension RunComparison: Printable {
  var text: String { explanation }

  var failureCode: Int32? { isEqual ? nil : 1 }
}
