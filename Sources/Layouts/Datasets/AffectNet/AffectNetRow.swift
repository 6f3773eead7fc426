/// What is needed of a row of AffectNet's tables.
struct AffectNetRow {
  let image: Substring
  let code: Int
  /// The face; a negative width where there is none, `nil` where the row leaves it out.
  let box: FaceBox?

  /// What is wrong with a row.
  struct Problem: Error, Hashable { let text: String }

  init(_ record: [UInt8], columns: AffectNetColumns) throws(Problem) {
    let fields = TableText.ranges(of: record, separator: .comma)
    guard fields.count == columns.count else {
      throw Problem(
        text: "it has \(Counting.phrase(fields.count, "field")) instead of \(columns.count)")
    }
    image = Substring(TableText.text(record, fields[columns.path]))
    guard !image.isEmpty else { throw Problem(text: "it names no image") }
    guard let code = Fields.integer(record, fields[columns.expression]),
      Dialect.affectnet.word(of: code) != nil
    else {
      throw Problem(
        text:
          "“\(TableText.text(record, fields[columns.expression]))” is none of AffectNet's codes "
          + Dialect.affectnet.codeRange)
    }
    self.code = code
    box = try AffectNetRow.box(record, columns.box.map { fields[$0] })
  }

  private static func box(_ record: [UInt8], _ fields: [Range<Int>]) throws(Problem) -> FaceBox? {
    let numbers = fields.map { Fields.integer(record, $0) }
    if let x = numbers[0], let y = numbers[1], let width = numbers[2], let height = numbers[3] {
      return FaceBox(x: x, y: y, width: width, height: height)
    }
    let isLeftOut = fields.allSatisfy {
      ["", "null", "nan"].contains(TableText.text(record, $0).lowercased())
    }
    guard isLeftOut else { throw Problem(text: "its face is not four whole numbers") }
    return nil
  }
}
