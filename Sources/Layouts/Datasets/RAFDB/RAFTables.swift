internal import Core

/// The rows of RAF-DB's label tables, as they are read.
struct RAFTables: Sendable {
  private(set) var rows = LabelRows()
  /// A row that only the compound set has.
  private var compound: LayoutError?

  /// Why the tables cannot be used.
  var damage: LayoutError? { compound ?? rows.bad.refusal }

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
    let row = isKaggle ? number : number + 1
    let fields = TableText.ranges(of: record, separator: isKaggle ? .comma : .blanks)
    let image = fields.first.map { MemberPath(TableText.text(record, $0)).file } ?? ""
    let name = RAFName(image)
    if isKaggle, name == nil, rows.currentTable != path { return false }
    do throws(Problem) {
      guard fields.count == 2 else {
        throw Problem(text: "it has \(Counting.phrase(fields.count, "field")) instead of 2")
      }
      guard let name else {
        throw Problem(text: "its image is not named like train_00001.jpg or test_0001.jpg")
      }
      let code = try RAFTables.code(TableText.text(record, fields[1]))
      guard code <= 7, name.isBasic else {
        if compound == nil {
          compound = .compoundSet(path: path, mark: "row \(row): \(image) \(code)")
        }
        return false
      }
      if rows.currentTable != path { rows.begin(table: path) }
      if let place = rows.places(of: name.key).first, Int(rows[place].code) != code {
        throw Problem(text: "another row of its image gives it another code")
      }
      rows.insert(name.key, code: code, number: row)
      rows.bad.countGood(of: path)
      return true
    } catch {
      return rows.bad.add(path, number: row, reason: error.text, key: name?.key)
    }
  }

  /// What is wrong with a row.
  private struct Problem: Error { let text: String }

  private static func code(_ text: String) throws(Problem) -> Int {
    guard let code = TableText.code(text), (1...11).contains(code) else {
      throw Problem(text: "“\(text)” is none of RAF-DB's codes \(Dialect.rafdb.codeRange)")
    }
    return code
  }
}
