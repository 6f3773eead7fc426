internal import Core
internal import Layouts

/// A table of text, line by line: comma, tab or semicolon, with a header.
struct TableLines: Sendable {
  /// One record after the header.
  struct Line: Sendable {
    /// The number of the line in the file where it begins, from 1.
    let number: Int
    let fields: [String]
  }

  let path: String
  /// The names of the columns, without blanks around them.
  let header: [String]
  let lines: [Line]

  private static let limit = 1 << 32

  /// Reads a whole table; blank lines do not count, but for the numbers of the others.
  init(path: String) throws(WorkbenchError) {
    let bytes = try lifting { () throws(FileError) in try Files.read(path, limit: Self.limit) }
    self.path = path
    var (header, lines): ([String]?, [Line]) = (nil, [])
    var separator = TableText.Separator.comma
    var (number, start) = (1, 0)
    while start < bytes.count {
      let (end, breaks) = Self.endOfRecord(bytes, from: start)
      var record = Array(bytes[start..<end])
      if record.last == 0x0D { record.removeLast() }
      if !record.allSatisfy({ $0 == 0x20 }) {
        if let header {
          let fields = TableText.fields(of: record, separator: separator)
          guard fields.count == header.count else {
            throw .problem(
              "\(path), line \(number): \(fields.count) fields where the header names \(header.count) columns; "
                + "write one for each")
          }
          lines.append(Line(number: number, fields: fields))
        } else {
          separator = TableText.separator(ofHeader: record) ?? .comma
          header = TableText.header(of: record, separator: separator)
        }
      }
      number += breaks + 1
      start = end + 1
    }
    guard let header else {
      throw .problem("\(path) is empty; its first line must name the columns")
    }
    (self.header, self.lines) = (header, lines)
  }

  /// The place of the line end after a record, or the end of the file, and the line ends inside quotes.
  private static func endOfRecord(_ bytes: [UInt8], from start: Int) -> (end: Int, breaks: Int) {
    var (isQuoted, breaks, place) = (false, 0, start)
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case 0x0A where !isQuoted: return (place, breaks)
      case 0x0A: breaks += 1
      default: break
      }
      place += 1
    }
    return (place, breaks)
  }

  /// The column of one of these names, in any case; the first name that is there counts.
  func column(_ names: String...) throws(WorkbenchError) -> Int? {
    for name in names {
      let found = header.indices.filter { header[$0].lowercased() == name.lowercased() }
      guard found.count < 2 else {
        throw .problem("\(path) has \(found.count) columns '\(name)'; keep one")
      }
      if let place = found.first { return place }
    }
    return nil
  }

  /// The one column of any of these names; an error where the table has several.
  func onlyColumn(_ names: String...) throws(WorkbenchError) -> Int? {
    let found = header.indices.filter { place in
      names.contains { $0.lowercased() == header[place].lowercased() }
    }
    guard found.count < 2 else {
      let both = found.map { "'\(header[$0])'" }.joined(separator: " and ")
      throw .problem("\(path) has \(found.count) columns for one class, \(both); keep one")
    }
    return found.first
  }

  /// An error about a line.
  func problem(_ line: Int, _ text: String) -> WorkbenchError {
    .problem("\(path), line \(line): \(text)")
  }
}
