/// Where AffectNet's tables keep what is needed; copies with and without a header go round.
struct AffectNetColumns: Hashable, Sendable {
  /// The columns in the makers' order.
  private static let names = [
    "subdirectory_filepath", "face_x", "face_y", "face_width", "face_height", "facial_landmarks",
    "expression", "valence", "arousal",
  ]

  let path: Int
  /// Left, top, width, height.
  let box: [Int]
  let expression: Int
  /// The number of columns.
  let count: Int
  /// Whether the first record is a header.
  let hasHeader: Bool

  /// Recognises a table by its first record.
  init?(firstRecord record: [UInt8]) {
    let names = TableText.header(of: record, separator: .comma).map { $0.lowercased() }
    let places = AffectNetColumns.names.map { names.firstIndex(of: $0) }
    count = names.count
    if let path = places[0], let expression = places[6] {
      let box = places[1...4].compactMap(\.self)
      guard box.count == 4 else { return nil }
      (self.path, self.box, self.expression, hasHeader) = (path, box, expression, true)
      return
    }
    guard names.count == 9, names[0].contains("/"), ImageName.looksLikeImage(names[0][...]),
      names[5].contains(";"), TableText.integer(names[6]) != nil
    else { return nil }
    (path, box, expression, hasHeader) = (0, [1, 2, 3, 4], 6, false)
  }
}
