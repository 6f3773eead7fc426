internal import Core

/// The rows of one manifest, as few bytes a row as may be.
struct ManifestTable: Sendable {
  /// One row.
  struct Row: Sendable {
    let number: Int
    /// The position in `labels`; `nil` for an empty label.
    let label: Int?
    let split: Split?
    let subject: String?
    let box: PixelBox?
    /// Why the row says nothing about its image.
    var flaw: String?
  }

  /// Two labels for one image and box.
  struct Contradiction: Hashable, Sendable {
    let first: Int
    let second: Int
  }

  /// More rows than this are about no one image.
  private static let mostRows = 1_024

  let path: String
  let columns: ManifestColumns
  private let format: ManifestFormat
  private(set) var labels: [String] = []
  private var labelPlaces: [String: Int] = [:]
  private(set) var labelCounts: [Int] = []
  /// The rows by the image's path as written, without ".", ".." and a leading slash.
  private(set) var rows: [String: [Row]] = [:]
  private(set) var rowCount = 0
  /// Rows that cannot be read.
  private(set) var flawed: [UnmatchedRow] = []
  /// Rows whose word for a split is none, and the first of the words.
  private(set) var strangeSplits: (count: Int, first: String) = (0, "")
  /// Rows that say what another had said, and the first of them.
  private(set) var duplicates: (count: Int, first: Int) = (0, 0)
  /// How often two labels contradict each other, and the first two rows that do.
  private(set) var contradictions: [Contradiction: (count: Int, rows: (Int, Int))] = [:]

  init(path: String, columns: ManifestColumns, format: ManifestFormat) {
    (self.path, self.columns, self.format) = (path, columns, format)
  }

  /// Reads a data row; `number` counts from 1.
  mutating func read(_ record: [UInt8], number: Int) {
    rowCount += 1
    switch format.values(of: record, columns: columns) {
    case .failure(let flaw): reject(number, flaw.reason)
    case .success(let values): add(values, number: number)
    }
  }

  private mutating func add(_ values: [ManifestColumns.Role: String], number: Int) {
    let key = PathSplitter.parts(of: values[.path] ?? "").joined(separator: "/")
    guard !key.isEmpty else { return reject(number, "it names no image") }
    var box: PixelBox?
    switch ManifestBox.parse(values, columns: columns) {
    case .none: break
    case .box(let parsed): box = parsed
    case .flaw(let reason):
      let row = Row(number: number, label: nil, split: nil, subject: nil, box: nil, flaw: reason)
      return append(row, to: key)
    }
    var split: Split?
    if let word = values[.split], !word.isEmpty {
      split = OfficialSplit.split(ofColumn: word)
      if split == nil {
        if strangeSplits.count == 0 { strangeSplits.first = "“\(word)” in \(path)#\(number)" }
        strangeSplits.count += 1
      }
    }
    let subject = values[.subject].flatMap { $0.isEmpty ? nil : $0 }
    let label = place(of: values[.label] ?? "")
    append(
      Row(
        number: number, label: label, split: split, subject: subject, box: box,
        flaw: label == nil ? "it has no label" : nil), to: key)
  }

  private mutating func append(_ row: Row, to key: String) {
    let others = rows[key] ?? []
    guard others.count < ManifestTable.mostRows else {
      return reject(row.number, "its image has more than \(ManifestTable.mostRows) rows")
    }
    for other in others where row.flaw == nil && other.flaw == nil && other.box == row.box {
      if let first = other.label, let second = row.label, first != second {
        let pair = Contradiction(first: min(first, second), second: max(first, second))
        contradictions[pair, default: (0, (other.number, row.number))].count += 1
        break
      }
      guard other.split == row.split, other.subject == row.subject else { continue }
      if duplicates.count == 0 { duplicates.first = row.number }
      duplicates.count += 1
      return
    }
    rows[key, default: []].append(row)
  }

  private mutating func place(of label: String) -> Int? {
    guard !label.isEmpty else { return nil }
    let place = labelPlaces[label] ?? labels.count
    if place == labels.count {
      labels.append(label)
      labelCounts.append(0)
      labelPlaces[label] = place
    }
    labelCounts[place] += 1
    return place
  }

  private mutating func reject(_ number: Int, _ reason: String) {
    flawed.append(UnmatchedRow(name: "\(path)#\(number)", reason: reason))
  }

  /// Whether its rows are JSON objects.
  var isObjects: Bool { format == .objects }

  /// How often each bare code labels a row.
  var codes: [Int: Int] {
    var codes: [Int: Int] = [:]
    for (label, count) in zip(labels, labelCounts) {
      if let code = TableText.code(label) { codes[code, default: 0] += count }
    }
    return codes
  }
}
