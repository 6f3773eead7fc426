import Core
import Layouts
import Testing

@Suite("Tables are cut into records and fields")
struct TableTextTests {
  @Test("records end with line ends outside quotes, however the bytes come")
  func cutsRecords() throws {
    let text = "\u{FEFF}a,b\r\n\r\n\"x\ny\",\"q\"\"\n\"\nlast"
    for size in 1...text.utf8.count {
      var splitter = RecordSplitter(path: "t.csv")
      var records: [String] = []
      var numbers: [Int] = []
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: size) {
        let more = try bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { block in
          try splitter.feed(block) { record, number in
            records.append(String(decoding: record, as: UTF8.self))
            numbers.append(number)
            return true
          }
        }
        #expect(more)
      }
      splitter.finish { record, number in
        records.append(String(decoding: record, as: UTF8.self))
        numbers.append(number)
        return true
      }
      #expect(records == ["a,b", "\"x\ny\",\"q\"\"\n\"", "last"])
      #expect(numbers == [0, 1, 2])
    }
    let plain = try RecordSplitter.records(
      of: Array("a \" b\nc".utf8), path: "l.lst", isQuoted: false)
    #expect(plain.map { String(decoding: $0, as: UTF8.self) } == ["a \" b", "c"])
  }

  private static let fields: [(String, TableText.Separator, [String])] = [
    ("a,b,c", .comma, ["a", "b", "c"]), ("", .comma, [""]), (",", .comma, ["", ""]),
    (" a , \"b, c\" ,\"d\"\"e\"", .comma, ["a", "b, c", "d\"e"]),
    ("\"open", .comma, ["open"]), ("a\tb,c", .tab, ["a", "b,c"]), ("a;b", .semicolon, ["a", "b"]),
    ("  a\t b  ", .blanks, ["a", "b"]), ("", .blanks, []),
  ]

  @Test("fields", arguments: fields)
  func cutsFields(text: String, separator: TableText.Separator, expected: [String]) {
    #expect(TableText.fields(of: Array(text.utf8), separator: separator) == expected)
  }

  @Test("numbers are decimal, and nothing else")
  func readsNumbers() {
    #expect(TableText.integer(" -12 ") == -12)
    #expect(
      ["", "-", "1.0", "0x1", "1 2", "9999999999999999999"].allSatisfy {
        TableText.integer($0) == nil
      })
    #expect(TableText.code("   3.0000000e+00") == 3)
    #expect(TableText.code("3.5") == nil)
    #expect(TableText.number("-1.25e2") == -125)
    #expect(
      ["nan", "inf", "0x1p3", "", ".", "1e", "1e999", "1,5"].allSatisfy {
        TableText.number($0) == nil
      })
  }
}
