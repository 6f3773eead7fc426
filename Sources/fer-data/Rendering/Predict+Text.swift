internal import Core
internal import Reports
internal import Workbench

extension PredictionSummary: Printable {
  var text: String {
    let hasFaces = images.contains { $0.parts.contains { $0.box != nil } }
    let titles = ["image"] + (hasFaces ? ["face"] : []) + ["prediction", "", "next", ""]
    var table = TextTable(
      columns: titles.map { TextTable.Column($0, $0.isEmpty ? .right : .left) })
    for image in images {
      let name = Output.field(image.name)
      if image.parts.isEmpty {
        let reason = image.failure == nil ? "no face" : "not predicted"
        table.add(cells: [name] + (hasFaces ? [""] : []) + [reason])
      }
      for part in image.parts {
        let face = hasFaces ? [part.box.map(text) ?? part.outcome.rawValue] : []
        let guesses = part.order.prefix(2).flatMap { label in
          [classNames[label], Lines.percent(Double(part.probabilities[label]))]
        }
        table.add(cells: [name] + face + guesses)
      }
    }
    var lines = [table.text]
    if failures > 0 { lines.append("images that could not be predicted: \(failures)\n") }
    if withoutFace > 0 { lines.append("images without a face: \(withoutFace)\n") }
    return String(lines.joined(separator: "\n").dropLast())
  }

  var failureCode: Int32? { failures > 0 ? 1 : nil }

  /// "120×120 at 33,57", in pixels.
  private func text(_ box: PixelBox) -> String {
    "\(box.width)×\(box.height) at \(box.x),\(box.y)"
  }
}
