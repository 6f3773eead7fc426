internal import Core

/// The rows of AffectNet's tables, as they are read: about 50 bytes a row, however long its landmarks.
struct AffectNetTables: Sendable {
  private(set) var rows = LabelRows()
  private(set) var damage: LayoutError?
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
      let realm = AffectNetTables.realm(ofTable: path)
      let key =
        PathKey.of(row.image, depth: 2, realm: realm)
        ?? PathKey.of(row.image, depth: 1, realm: realm)
      if let key, !rows.insert(key, code: row.code, box: row.box, number: number) {
        throw AffectNetRow.Problem(
          text: "“\(row.image)” has more than \(LabelRows.mostFaces) faces")
      }
      return true
    } catch {
      if damage == nil {
        damage = .damagedTable(path: path, row: recordNumber, reason: error.text)
      }
      return false
    }
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
