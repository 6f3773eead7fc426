internal import Core
internal import Workbench

extension CropSummary: Printable {
  var text: String {
    guard !isRemoval else {
      return "all crops are taken back: whole images and the datasets' own boxes are used"
    }
    var lines = entries.map { entry in
      let faces = entry.faces.count == 1 ? "1 face" : "\(entry.faces.count) faces"
      return "\(Output.field(entry.name))\t\(faces)\t\(entry.outcomes.joined(separator: " "))"
    }
    let rows =
      zip(classNames, classes).map { [$0] + Self.cells($1) } + [["all"] + Self.cells(total)]
    lines.append(
      Lines.table(["class", "cropped", "already crops", "dataset's box", "no face"], rows))
    lines.append("")
    if detectedNow > 0 || faceCounts.contains(where: { $0 > 0 }) {
      lines.append(
        "images by faces found: \(Self.histogram(faceCounts)); \(detectedNow) looked at now")
    }
    if faceSamples > 0 {
      lines.append("\(faceSamples) samples are one of several faces of an image")
    }
    if total.noFace > 0 {
      let fate = policy == "exclude" ? "left out by decisions: \(excluded)" : "used whole"
      lines.append("no face in \(total.noFace) samples (\(fate)), such as:")
      lines += withoutFace.map { "  \(Output.field($0))" }
    }
    if let model { lines.append("detector \(model)") }
    return lines.joined(separator: "\n")
  }

  private static func cells(_ row: ClassRow) -> [String] {
    [row.cropped, row.passed, row.given, row.noFace].map(String.init)
  }

  /// "0: 3, 1: 120, 8 or more: 2".
  private static func histogram(_ counts: [Int]) -> String {
    counts.indices.filter { counts[$0] > 0 }.map { number in
      "\(number)\(number == counts.count - 1 ? " or more" : ""): \(counts[number])"
    }.joined(separator: ", ")
  }
}
