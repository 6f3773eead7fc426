internal import Core

/// The rows of AffectNet's tables, as they are read: about 50 bytes a row, however long its landmarks.
struct AffectNetTables: Sendable {
  private(set) var rows = LabelRows()
  private var columns: AffectNetColumns?
  private var current = ""
  private var number = 0

  /// Whether a file is a table by its name.
  static func isTable(_ file: Substring) -> Bool {
    file == "training.csv" || file == "validation.csv" || file == "automatically_annotated.csv"
  }

  /// Which images a table is about: those annotated by hand (0) or by a network (1).
  static func realm(ofTable path: String) -> UInt8 {
    MemberPath(path).file.hasPrefix("automatically") ? 1 : 0
  }

  /// Takes a record in; `false` where no more of its table is wanted.
  mutating func add(_ record: [UInt8], number recordNumber: Int, of path: String) -> Bool {
    if recordNumber == 0 { begin(path, record) }
    guard let columns, current == path else { return false }
    if recordNumber == 0, columns.hasHeader { return true }
    if Fields.isBlank(record) { return true }
    number += 1
    do throws(AffectNetRow.Problem) {
      let row = try AffectNetRow(record, columns: columns)
      let key = AffectNetTables.key(of: row.image, path)
      if let key, !rows.insert(key, code: row.code, box: row.box, number: number) {
        throw AffectNetRow.Problem(text: "its image has more than \(LabelRows.mostFaces) faces")
      }
      rows.bad.countGood(of: path)
      return true
    } catch {
      let fields = TableText.ranges(of: record, separator: .comma)
      let image =
        columns.path < fields.count ? TableText.text(record, fields[columns.path]) : ""
      return rows.bad.add(
        path, number: number, reason: error.text, key: AffectNetTables.key(of: image[...], path))
    }
  }

  private static func key(of image: Substring, _ path: String) -> UInt64? {
    let realm = realm(ofTable: path)
    return PathKey.of(image, depth: 2, realm: realm) ?? PathKey.of(image, depth: 1, realm: realm)
  }

  private mutating func begin(_ path: String, _ record: [UInt8]) {
    columns = AffectNetColumns(firstRecord: record)
    (current, number) = (path, 0)
    guard columns != nil else { return }
    let file = MemberPath(path).file
    rows.begin(
      table: path, split: file == "training.csv" ? .train : file == "validation.csv" ? .val : nil)
  }
}
