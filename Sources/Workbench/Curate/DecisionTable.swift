internal import Core
internal import Layouts

/// The rows of a table of decisions: `id,action,value,reason`.
struct DecisionTable {
  struct Row {
    let id: String
    let action: CurationAction
    /// The other sample of a pair.
    let other: String?
    let reason: String?
    /// The row, counted from 1 for the first after the header.
    let number: Int
  }

  let path: String
  private(set) var rows: [Row] = []

  private enum Column: String, CaseIterable {
    case id
    case action
    case value
    case reason
  }

  /// Reads a CSV or TSV file; a byte order mark and either line end are understood.
  init(path: String, taxonomy: Taxonomy) throws(WorkbenchError) {
    self.path = path
    let file = try lifting { () throws(FileError) in try MappedFile(path: path) }
    var splitter = RecordSplitter(path: path, isQuoted: true)
    var reading = Reading(taxonomy: taxonomy)
    var isWhole = true
    do throws(LayoutError) {
      _ = try file.withBytes { bytes throws(LayoutError) in
        try splitter.feed(bytes) { record, number in reading.add(record, number) }
      }
      isWhole = !splitter.endsInsideQuotes
      splitter.finish { record, number in reading.add(record, number) }
    } catch { throw .layout(source: path, error) }
    guard isWhole else {
      throw .problem("\(path): a quote is opened and never closed; take the whole file")
    }
    if let fault = reading.fault { throw .problem("\(path): \(fault)") }
    guard reading.columns != nil else {
      throw .problem("\(path): the file is empty; its first line is id,action,value,reason")
    }
    rows = reading.rows
  }

  /// The records as they come.
  private struct Reading {
    let taxonomy: Taxonomy
    var rows: [Row] = []
    var fault: String?
    var columns: [Column: Int]?
    var separator = TableText.Separator.comma
    var width = 0
    var texts: [String: String] = [:]

    init(taxonomy: Taxonomy) { self.taxonomy = taxonomy }

    mutating func add(_ record: UnsafeRawBufferPointer, _ number: Int) -> Bool {
      guard fault == nil else { return false }
      let bytes = Array(record)
      if columns == nil { readHeader(bytes) } else { readRow(bytes, number) }
      return fault == nil
    }

    private mutating func readHeader(_ record: [UInt8]) {
      separator = TableText.separator(ofHeader: record) ?? .comma
      let names = TableText.header(of: record, separator: separator).map { $0.lowercased() }
      width = names.count
      var found: [Column: Int] = [:]
      for (place, name) in names.enumerated() {
        guard let column = Column(rawValue: name) else {
          let known = Column.allCases.map(\.rawValue)
          let near = EditDistance.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
          fault =
            "the header has an unknown column '\(name)'; "
            + (near ?? "the columns are: \(known.joined(separator: ", "))")
          return
        }
        guard found.updateValue(place, forKey: column) == nil else {
          fault = "the header has the column '\(name)' twice"
          return
        }
      }
      for column in [Column.id, .action] where found[column] == nil {
        fault =
          "the header has no column '\(column.rawValue)'; its first line is id,action,value,reason"
        return
      }
      columns = found
    }

    private mutating func readRow(_ record: [UInt8], _ number: Int) {
      let fields = TableText.fields(of: record, separator: separator)
      if fields.allSatisfy(\.isEmpty) { return }
      guard fields.count <= width else {
        fault =
          "row \(number): \(fields.count) fields under \(width) columns; quote texts with commas"
        return
      }
      func field(_ column: Column) -> String? {
        guard let place = columns?[column], place < fields.count, !fields[place].isEmpty else {
          return nil
        }
        return fields[place]
      }
      guard let id = field(.id) else {
        fault = "row \(number): there is no id"
        return
      }
      guard let word = field(.action) else {
        fault = "row \(number): there is no action"
        return
      }
      switch CurationAction.named(word, value: field(.value), taxonomy: taxonomy) {
      case .wrong(let reason): fault = "row \(number): \(reason)"
      case .action(let action):
        let other = action == .notDuplicate ? field(.value) : nil
        if action == .notDuplicate, other == nil {
          fault = "row \(number): 'not-duplicate' needs the other sample as its value"
          return
        }
        rows.append(
          Row(
            id: id, action: action, other: other, reason: field(.reason).map { shared($0) },
            number: number))
      }
    }

    private mutating func shared(_ text: String) -> String {
      if let known = texts[text] { return known }
      texts[text] = text
      return text
    }
  }
}
