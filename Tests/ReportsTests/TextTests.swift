import Core
import Reports
import TestSupport
import Testing

@Suite("Tables, numbers and CSV")
struct TextTests {
  @Test("a text table aligns words left and numbers right, without blanks at the ends")
  func table() {
    var table = TextTable(columns: [.init("class"), .init("n", .right), .init("note")])
    table.add("happy", "7,215", "")
    table.add(cells: ["sad"])
    #expect(
      table.text == """
        class      n  note
        -----  -----  ----
        happy  7,215
        sad

        """)
  }

  @Test(
    "numbers are rounded away from zero and keep their decimals",
    arguments: [
      (0.5, 0, "1"), (2.345, 1, "2.3"), (0.05, 1, "0.1"), (-0.04, 1, "0.0"), (-1.25, 1, "−1.3"),
      (1234.5, 2, "1234.50"), (0.999, 2, "1.00"), (.nan, 2, "–"), (.infinity, 0, "–"),
      (1e20, 1, "1e+20"),
    ])
  func fixed(value: Double, decimals: Int, text: String) {
    #expect(Numbers.fixed(value, decimals) == text)
  }

  @Test(
    "thousands are set apart",
    arguments: [
      (0, "0"), (999, "999"), (1000, "1,000"), (-28_709, "−28,709"), (1_234_567, "1,234,567"),
    ]
  )
  func grouped(number: Int, text: String) {
    #expect(Numbers.grouped(number) == text)
  }

  @Test(
    "ticks are round and lie within the range",
    arguments: [(0.0, 1.0), (0.12, 0.87), (1, 300), (0, 1e-6), (-3, 7), (5, 5), (1e5, 3e5)])
  func ticks(low: Double, high: Double) {
    let ticks = Numbers.ticks(from: low, to: high, about: 5)
    #expect((1...11).contains(ticks.count))
    #expect(ticks.allSatisfy { $0 >= low - 1e-9 && $0 <= high + 1e-9 })
    #expect(ticks == ticks.sorted())
  }

  @Test("predictions.csv holds every probability, quotes names, and appears only when committed")
  func predictions() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("predictions.csv")
    let csv = try PredictionsCSV(path: path, classNames: ["a,b", "c\"d"])
    let content = ContentID.of(Array("image".utf8))
    let key = SampleKey(content: content, region: nil)
    try csv.write(
      split: .test, key: key, contentID: content, label: 1, probabilities: [0.1, 0.9])
    #expect(!Files.exists(path))
    try csv.commit()
    let text = String(decoding: try Files.read(path, limit: 10_000), as: UTF8.self)
    let expected =
      "split,sample_key,content_id,label,predicted,\"p_a,b\",\"p_c\"\"d\"\n"
      + "test,\(key.digest.hex),\(content.digest.hex),\"c\"\"d\",\"c\"\"d\",0.1,0.9\n"
    #expect(text == expected)
  }
}
