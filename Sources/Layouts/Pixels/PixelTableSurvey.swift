internal import Core

/// What a survey learns of one pixel table: its columns, its image size, its codes and its splits.
struct PixelTableSurvey: Sendable {
  private static let probedRows = 16

  let path: String
  let columns: PixelColumns
  private(set) var rows = 0
  private(set) var codes: [Int: Int] = [:]
  private(set) var worded = 0
  /// The usage of each row: the position in `usages`, or 255.
  private(set) var usage: [UInt8] = []
  /// Rows whose usage names no split, and the first of them.
  private(set) var strangeUsages: (count: Int, first: String) = (0, "")
  private var sizes: [Int: Int] = [:]

  static let usages = ["Training", "PublicTest", "PrivateTest"]

  init?(path: String, header: [UInt8]) {
    guard let columns = PixelColumns(header: header) else { return nil }
    (self.path, self.columns) = (path, columns)
  }

  mutating func read(_ record: [UInt8]) {
    rows += 1
    let ranges = TableText.ranges(of: record, separator: .comma)
    guard ranges.count == columns.count else {
      usage.append(255)
      return
    }
    if let label = columns.label { count(record, ranges[label]) }
    let stated = columns.usage.map { TableText.text(record, ranges[$0]) }
    let place = stated.flatMap { PixelTableSurvey.usages.firstIndex(of: $0) }
    usage.append(place.map { UInt8($0) } ?? 255)
    if place == nil, let stated, !stated.isEmpty, OfficialSplit.split(ofColumn: stated) == nil {
      if strangeUsages.count == 0 { strangeUsages.first = "“\(stated)” in \(path)#\(rows)" }
      strangeUsages.count += 1
    }
    guard rows <= PixelTableSurvey.probedRows else { return }
    let (values, flaw) = PixelText.values(of: record, in: ranges[columns.pixels], expected: 0)
    if flaw == nil, PixelText.side(of: values.count) != nil { sizes[values.count, default: 0] += 1 }
  }

  private mutating func count(_ record: [UInt8], _ range: Range<Int>) {
    if let code = TableText.integer(record[range]) {
      codes[code, default: 0] += 1
      return
    }
    let text = TableText.text(record, range)
    if let code = TableText.code(text) { codes[code, default: 0] += 1 } else { worded += 1 }
  }

  /// The most common square size among the first rows; FER2013's where none is square.
  var pixelCount: Int {
    sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 2_304
  }

  /// The dialect that such tables are written in: FER2013's, or that of CK+ in FER2013's form.
  var ownDialect: Dialect {
    let file = SurveyedMember(path: path).file.lowercased()
    return file.hasPrefix("ck") ? .ckextended : .fer2013
  }
}
