internal import Core

/// A face's box as a manifest writes it: four columns, "x,y,width,height", a JSON list or a JSON object.
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
      if text.hasPrefix("{") { return object(text) }
      let inner = text.drop { "[( ".contains($0) }.prefix { !"])".contains($0) }
      return box(
        inner.split { $0 == "," || $0 == ";" || $0 == " " }.map(String.init), isCorners: false)
    }
    guard let edges = columns.edges else { return .none }
    let texts = edges.map { values[$0] ?? "" }
    return texts.allSatisfy(\.isEmpty)
      ? .none : box(texts, isCorners: edges.contains(.right))
  }

  /// {"x": 1, "y": 2, "width": 3, "height": 4}, or with the names of corners.
  private static func object(_ text: String) -> Outcome {
    guard let members = (try? JSON(parsing: Array(text.utf8)))?.objectValue else {
      return .flaw(flaw)
    }
    let folded = Dictionary(
      members.map { (Taxonomy.folded($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    let values = { (roles: [ManifestColumns.Role]) in
      roles.compactMap { role in role.commonNames.lazy.compactMap { folded[$0]?.text() }.first }
    }
    for roles in ManifestColumns.Role.boxes {
      let texts = values(roles)
      if texts.count == 4 { return box(texts, isCorners: roles.contains(.right)) }
    }
    return .flaw(flaw)
  }

  private static let flaw = "its box is not four numbers: x, y, width, height"

  private static func box(_ texts: [String], isCorners: Bool) -> Outcome {
    let edges = texts.compactMap { TableText.number($0) }
    guard texts.count == 4, edges.count == 4, edges.allSatisfy({ abs($0) < 1e9 }) else {
      return .flaw(isCorners ? "its box is not four numbers: left, top, right, bottom" : flaw)
    }
    var whole = edges.map { Int($0.rounded()) }
    if isCorners { (whole[2], whole[3]) = (whole[2] - whole[0], whole[3] - whole[1]) }
    guard whole[2] > 0, whole[3] > 0 else { return .flaw("its box is empty") }
    return .box(PixelBox(x: whole[0], y: whole[1], width: whole[2], height: whole[3]))
  }
}
