/// A row of ExpW's `label.lst`: image, face, top, left, right, bottom, confidence, label.
struct ExpWRow {
  let image: Substring
  let box: FaceBox
  let code: Int

  /// What is wrong with a row.
  struct Problem: Error, Hashable { let text: String }

  init(_ record: [UInt8]) throws(Problem) {
    let fields = TableText.ranges(of: record, separator: .blanks)
    guard fields.count == 8 else {
      throw Problem(text: "it has \(Counting.phrase(fields.count, "field")) instead of 8")
    }
    image = Substring(TableText.text(record, fields[0]))
    guard ImageName.looksLikeImage(image) else {
      throw Problem(text: "it names no image")
    }
    let corners = fields[2...5].compactMap { Fields.integer(record, $0) }
    guard corners.count == 4,
      let box = FaceBox(
        x: corners[1], y: corners[0], width: corners[2] - corners[1],
        height: corners[3] - corners[0])
    else { throw Problem(text: "its box is not four whole numbers") }
    guard let code = Fields.integer(record, fields[7]), Dialect.expw.word(of: code) != nil else {
      throw Problem(
        text: "“\(TableText.text(record, fields[7]))” is none of ExpW's codes "
          + Dialect.expw.codeRange)
    }
    (self.box, self.code) = (box, code)
  }
}
