internal import Core
internal import Workbench

extension CardSummary: Printable {
  var text: String { "\(kind) card in \(path)" }
}
