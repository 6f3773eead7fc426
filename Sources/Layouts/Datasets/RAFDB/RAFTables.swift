internal import Core

/// The rows of RAF-DB's label tables, as they are read.
struct RAFTables: Sendable {
  private(set) var rows = LabelRows()
  private(set) var damage: LayoutError?

  /// Whether a file is a label table by its name: the makers' list [sic], or a table of Kaggle's copy.
  static func isTable(_ file: Substring) -> Bool {
    switch file.utf8.count {
    case 23, 24: file == "list_patition_label.txt" || file == "list_partition_label.txt"
    case 15, 16: file == "train_labels.csv" || file == "test_labels.csv"
    default: false
    }
  }

  /// Takes a record in; `false` where no more of its table is wanted.
  mutating func add(_ record: [UInt8], number: Int, of path: String) -> Bool {
    if Fields.isBlank(record) { return true }
    let isKaggle = MemberPath(path).file.hasSuffix(".csv")
    if isKaggle, number == 0 {
      // Other datasets have files of these names; theirs have other columns.
      return TableText.header(of: record, separator: .comma).map { $0.lowercased() }
        == ["image", "label"]
    }
    let fields = TableText.ranges(of: record, separator: isKaggle ? .comma : .blanks)
    guard fields.count == 2 else {
      return fail(path, number, "it has \(Counting.phrase(fields.count, "field")) instead of 2")
    }
    let image = MemberPath(TableText.text(record, fields[0])).file
    guard let name = RAFName(image) else {
      if isKaggle, rows.currentTable != path { return false }
      return fail(path, number, "“\(image)” is not named like train_00001.jpg or test_0001.jpg")
    }
    guard let code = Fields.integer(record, fields[1]), (1...11).contains(code) else {
      return fail(
        path, number,
        "“\(TableText.text(record, fields[1]))” is none of RAF-DB's codes "
          + Dialect.rafdb.codeRange)
    }
    guard code <= 7, name.isBasic else {
      if damage == nil {
        damage = .compoundSet(path: path, mark: "row \(number): \(image) \(code)")
      }
      return false
    }
    return insert(name, code, isKaggle ? number : number + 1, record: number, of: path)
  }

  private mutating func insert(
    _ name: RAFName, _ code: Int, _ number: Int, record: Int, of path: String
  ) -> Bool {
    if rows.currentTable != path { rows.begin(table: path) }
    if let place = rows.places(of: name.key).first, Int(rows[place].code) != code {
      return fail(path, record, "it says \(code), but \(rows[place].name) says \(rows[place].code)")
    }
    rows.insert(name.key, code: code, number: number)
    return true
  }

  private mutating func fail(_ path: String, _ row: Int, _ reason: String) -> Bool {
    if damage == nil { damage = .damagedTable(path: path, row: row, reason: reason) }
    return false
  }
}
