internal import Core

/// A face's box as a manifest writes it: four columns, "x,y,width,height" or a JSON list.
enum ManifestBox {
  /// What a row says about a box.
  enum Outcome: Hashable {
    case none
    case box(PixelBox)
    case flaw(String)
  }

  static func parse(
    _ values: [ManifestColumns.Role: String], columns: ManifestColumns
  ) -> Outcome {
    if let text = values[.box], !text.isEmpty {
      let inner = text.drop { "[( ".contains($0) }.prefix { !"])".contains($0) }
      return box(inner.split { $0 == "," || $0 == ";" || $0 == " " }.map(String.init))
    }
    guard let edges = columns.edges else { return .none }
    let texts = edges.map { values[$0] ?? "" }
    return texts.allSatisfy(\.isEmpty) ? .none : box(texts)
  }

  private static func box(_ texts: [String]) -> Outcome {
    let edges = texts.compactMap { TableText.number($0) }
    guard texts.count == 4, edges.count == 4, edges.allSatisfy({ abs($0) < 1e9 }) else {
      return .flaw("its box is not four numbers: x, y, width, height")
    }
    let whole = edges.map { Int($0.rounded()) }
    guard whole[2] > 0, whole[3] > 0 else { return .flaw("its box is empty") }
    return .box(PixelBox(x: whole[0], y: whole[1], width: whole[2], height: whole[3]))
  }
}
