internal import Core

extension Attack {
  /// Tables whose rows are images, after FER2013's.
  static let pixelTables = [
    table(
      "csv-endless-line", "A line of 100 MB without an end: a reader of lines takes it whole.",
      .refused("longer than 16 MiB"), hole: 84 << 20
    ) { header + Bytes("0,") + Bytes(repeating: 0x31, count: 17 << 20) },
    table(
      "csv-zeros", "Bytes of nothing where rows should be.",
      .survives(accepted: 1, rejected: 2, ignored: 1), hole: 1 << 20
    ) { header + row(1) + Bytes("0,\0\0\0\n") },
    table(
      "csv-many-columns", "A row of a million columns.",
      .survives(accepted: 1, rejected: 1, ignored: 1)
    ) { header + row(1) + Bytes(repeating: 0x2C, count: 1_000_000) + Bytes("\n") },
    table(
      "csv-open-quote", "A quote that is never closed takes all the rest as one cell.",
      .survives(accepted: 1, rejected: 1, ignored: 1)
    ) { header + row(1) + Bytes("0,\"1 2 3\n") + (2..<2000).flatMap { row($0) } },
    table(
      "csv-bad-pixels",
      "Pixels that are letters, negative, above 255, fractions, too many or too few, not "
        + "square, or absent.",
      .survives(accepted: 1, rejected: 8, ignored: 1)
    ) {
      let cells = [
        "a b c d", "-1 2 3 4", "256 2 3 4", "1.5 2 3 4", "1 2 3 4 5", "99999999999999999999 1 1 1",
        "",
        "0x10 1e2 ١ 4",
      ]
      return header + row(1) + cells.flatMap { Bytes("3,\($0),Training\n") }
    },
    table(
      "csv-million-pixels", "A row of two million pixels, and one of a single pixel.",
      .survives(accepted: 1, rejected: 2, ignored: 1)
    ) {
      header + row(1) + Bytes("3,") + Bytes(repeating: 0x31, count: 1)
        + (0..<2_000_000).flatMap { _ in [0x20, 0x31] as Bytes }
        + Bytes(",Training\n3,7,Training\n")
    },
    table(
      "csv-bad-codes", "Codes that are no codes: minus one, 7, huge, a formula, a name.",
      .refused("--dialect")
    ) {
      let codes = ["-1", "7", "99999999999999999999", "=cmd|' /C calc'!A0", "3e0", ""]
      return header + row(1)
        + codes.flatMap { Bytes("\($0),") + pixels(5) + Bytes(",Training\n") }
    },
    table(
      "csv-no-rows", "A header and nothing more.", .refused("fer2013.csv")
    ) { header },
    table(
      "csv-utf16", "The table saved by a spreadsheet as UTF-16.", .refused("fer2013.csv")
    ) { [0xFF, 0xFE] + (header + row(1)).flatMap { [$0, 0] } },
    table(
      "csv-endless-header", "A first line of 17 MB: the names of its columns.",
      .refused("longer than 16 MiB")
    ) { Bytes("emotion,pixels,") + Bytes(repeating: 0x61, count: 17 << 20) + Bytes("\n") },
    table(
      "csv-header-twice", "Two columns named “pixels”, two named “emotion”.",
      .survives(accepted: 0, rejected: 1, ignored: 1)
    ) { Bytes("emotion,pixels,Usage,pixels,emotion\n") + row(1) },
    table(
      "csv-carriage-returns", "Lines that end with a lone carriage return, or with several.",
      .survives(accepted: 1, rejected: 1, ignored: 1)
    ) {
      header + Array(row(1).dropLast()) + [13] + Array(row(2).dropLast()) + [13, 13, 10] + row(3)
    },
  ]

  private static let header = Bytes("emotion,pixels,Usage\n")

  private static func pixels(_ seed: UInt64) -> Bytes {
    Bytes(noise(48 * 48, seed: seed).map { "\($0)" }.joined(separator: " "))
  }

  private static func row(_ seed: UInt64) -> Bytes {
    Bytes("3,") + pixels(seed) + Bytes(",Training\n")
  }

  private static func table(
    _ name: String, _ story: String, _ expectation: Expectation, hole: Int = 0,
    bytes: @escaping @Sendable () -> [UInt8]
  ) -> Attack {
    Attack(name, story, expectation) { folder throws(FileError) in
      try folder.put(bytes(), as: "fer2013.csv", hole: hole)
      return ["fer2013.csv"]
    }
  }
}
