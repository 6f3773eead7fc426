import Core
import Testing

@Suite("JSON")
struct JSONTests {
  static let sample: JSON = [
    "b": [1, -2.5, true, .null], "a": "quote \" backslash \\ line\nend", "é": ["x": []],
    "empty": .object([:]),
  ]

  @Test("what is written reads back the same", arguments: [false, true])
  func roundTrip(indent: Bool) throws {
    let text = Self.sample.text(indent: indent)
    #expect(try JSON(parsing: text) == Self.sample)
  }

  @Test("the text is pinned: keys sorted, shortest numbers")
  func pinned() {
    let text =
      #"{"a":"quote \" backslash \\ line\nend","b":[1,-2.5,true,null],"empty":{},"é":{"x":[]}}"#
    #expect(Self.sample.text() == text)
    #expect(JSON.number(0.1).text() == "0.1")
    #expect(JSON.number(.infinity).text() == "null")
    #expect(
      JSON.object(["a": ["b": 1]]).text(indent: true) == "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n")
  }

  @Test(
    "malformed texts are refused",
    arguments: [
      "", "{", "[1,]", "{\"a\":1,}", "01", "1.", ".5", "+1", "nul", "\"\\x\"", "\"\\ud800\"",
      "\"a", "1 2", "{\"a\" 1}", "'a'", "[1 2]", "NaN", "1e999", "\"\u{1}\"",
    ])
  func refusesMalformed(text: String) {
    #expect(throws: JSONError.self) { try JSON(parsing: text) }
  }

  @Test("a key that stands twice is refused, naming it")
  func duplicateKeys() {
    #expect(throws: JSONError.duplicateKey("a", offset: 7)) {
      try JSON(parsing: #"{"a":1,"a":2}"#)
    }
  }

  @Test("nesting is limited before the stack is")
  func depth() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONError.tooDeep(limit: 64)) { try JSON(parsing: deep) }
  }

  @Test("escapes and surrogate pairs are read")
  func escapes() throws {
    #expect(try JSON(parsing: #""\u0041\ud83d\ude00\t""#) == .string("A😀\t"))
  }

  @Test("text that is not UTF-8 is refused")
  func badUTF8() {
    #expect(throws: JSONError.badText(offset: 0)) {
      try JSON(parsing: [0x22, 0xFF, 0x22] as [UInt8])
    }
  }
}
