/// The text of tables: records cut into fields, and fields read as numbers, whatever the locale.
package enum TableText {
  /// What stands between the fields of a record.
  package enum Separator: Hashable, Sendable {
    /// RFC 4180: fields may be quoted, a quote inside is doubled.
    case comma
    /// As with commas, but with tabs.
    case tab
    /// As with commas, but with semicolons.
    case semicolon
    /// Any run of blanks and tabs; no quotes.
    case blanks

    var byte: UInt8 {
      switch self {
      case .comma: UInt8(ascii: ",")
      case .tab: UInt8(ascii: "\t")
      case .semicolon: UInt8(ascii: ";")
      case .blanks: UInt8(ascii: " ")
      }
    }
  }

  /// The fields of a record, unquoted and without blanks around them; bytes that are no UTF-8 become U+FFFD.
  package static func fields(of record: [UInt8], separator: Separator) -> [String] {
    ranges(of: record, separator: separator).map { text(record, $0) }
  }

  /// The names of a header record, unquoted, trimmed, without a byte order mark.
  package static func header(of record: [UInt8], separator: Separator) -> [String] {
    fields(
      of: record.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(record.dropFirst(3)) : record,
      separator: separator)
  }

  /// The separator that splits a header into the most fields, if any splits it at all.
  package static func separator(ofHeader record: [UInt8]) -> Separator? {
    let ranked = [Separator.comma, .tab, .semicolon].map {
      (separator: $0, count: ranges(of: record, separator: $0).count)
    }
    let best = ranked.reduce(ranked[0]) { $1.count > $0.count ? $1 : $0 }
    return best.count > 1 ? best.separator : nil
  }

  /// Where the fields of a record lie, quotes and blanks included.
  package static func ranges(of record: [UInt8], separator: Separator) -> [Range<Int>] {
    separator == .blanks ? words(of: record) : separated(record, by: separator.byte)
  }

  private static func separated(_ record: [UInt8], by separator: UInt8) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while true {
      let end = endOfField(in: record, from: start, separator: separator)
      ranges.append(start..<end)
      guard end < record.count else { return ranges }
      start = end + 1
    }
  }

  /// The place of the separator after the field that starts at `start`, or the record's end.
  package static func endOfField(in record: [UInt8], from start: Int, separator: UInt8) -> Int {
    var begin = start
    while begin < record.count, record[begin] == 0x20 { begin += 1 }
    guard begin < record.count, record[begin] == quote else {
      return ByteSearch.first(separator, in: record, from: start)
    }
    var position = begin + 1
    while position < record.count {
      position = ByteSearch.first(quote, in: record, from: position)
      guard position + 1 < record.count, record[position + 1] == quote else { break }
      position += 2
    }
    return ByteSearch.first(separator, in: record, from: min(position + 1, record.count))
  }

  private static func words(of record: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    for (index, byte) in record.enumerated() {
      if isBlank(byte) {
        if let begin = start { ranges.append(begin..<index) }
        start = nil
      } else if start == nil {
        start = index
      }
    }
    if let begin = start { ranges.append(begin..<record.count) }
    return ranges
  }

  /// A field's text: unquoted, without blanks around it.
  package static func text(_ record: [UInt8], _ range: Range<Int>) -> String {
    let bare = trimmed(record[range])
    guard bare.first == quote else { return String(decoding: bare, as: UTF8.self) }
    return String(decoding: trimmed(unquoted(bare)[...]), as: UTF8.self)
  }

  /// The bytes between the quotes, doubled quotes made single.
  package static func unquoted(_ field: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(field.count)
    var isOpen = true
    var index = field.startIndex + 1
    while index < field.endIndex {
      let byte = field[index]
      if byte == quote, isOpen {
        if index + 1 < field.endIndex, field[index + 1] == quote {
          index += 1
        } else {
          isOpen = false
          index += 1
          continue
        }
      }
      bytes.append(byte)
      index += 1
    }
    return bytes
  }

  /// A text without blanks, tabs and line ends around it.
  package static func trimmed(_ text: some StringProtocol) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: trimmed(bytes[...]), as: UTF8.self)
  }

  /// Bytes without blanks, tabs and line ends around them.
  package static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return bytes
  }

  private static let quote = UInt8(ascii: "\"")

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }
}
