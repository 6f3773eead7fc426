internal import Core

/// A table of faces as pixels, such as `fer2013.csv`.
struct FacePixelTable: PixelTable {
  let path: String
  let columns: PixelColumns
  /// The pixels of an image, a square number.
  let pixelCount: Int
  let dialect: Dialect
  /// The votes of each row, by position.
  let votes: VoteTable?

  func interpret(row: [UInt8], number: Int) -> PixelRow {
    let ranges = TableText.ranges(of: row, separator: .comma)
    guard ranges.count == columns.count else {
      return .rejected(
        reason: "it has \(ranges.count) fields where the header names \(columns.count)")
    }
    guard let label = columns.label else {
      return .rejected(
        reason: "the table has no labels (no column named emotion); nothing says what it shows")
    }
    let pixels: [UInt8]
    switch self.pixels(row, ranges[columns.pixels]) {
    case .success(let values): pixels = values
    case .failure(let refusal): return .rejected(reason: refusal.reason)
    }
    switch words(TableText.text(row, ranges[label])) {
    case .failure(let refusal): return .rejected(reason: refusal.reason)
    case .success(let words):
      let side = PixelText.side(of: pixelCount) ?? 0
      let usage = columns.usage.map { TableText.text(row, ranges[$0]) }
      let claim = claim(words: words, usage: usage, number: number)
      return .sample(width: side, height: side, pixels: pixels, claim: claim)
    }
  }

  private struct Refusal: Error {
    let reason: String
  }

  private func pixels(_ row: [UInt8], _ range: Range<Int>) -> Result<[UInt8], Refusal> {
    let (values, flaw) = PixelText.values(of: row, in: range, expected: pixelCount)
    switch flaw {
    case .character:
      return .failure(Refusal(reason: "a pixel is no number; fetch the table again"))
    case .tooLarge:
      return .failure(Refusal(reason: "a pixel is above 255; fetch the table again"))
    case nil: break
    }
    guard values.count == pixelCount else {
      let side = PixelText.side(of: pixelCount) ?? 0
      let cut = range.count >= PixelText.spreadsheetCell && values.count < pixelCount
      return .failure(
        Refusal(
          reason: "it holds \(values.count < pixelCount ? "fewer" : "more") pixels than the "
            + "\(pixelCount) of an image of \(side) × \(side)"
            + (cut ? "; a spreadsheet may have cut the cell" : "")
            + "; fetch the table again"))
    }
    return .success(values)
  }

  private func words(_ text: String) -> Result<[String], Refusal> {
    guard !text.isEmpty else { return .failure(Refusal(reason: "it has no label")) }
    guard let code = TableText.code(text) else { return .success([text]) }
    guard let word = dialect.word(of: code) else {
      return .failure(
        Refusal(
          reason: "its label \(code) is no code of the dialect “\(dialect.name)” "
            + "(\(dialect.codeRange)); use another --dialect"))
    }
    return .success([word.text])
  }

  private func claim(words: [String], usage: String?, number: Int) -> LabelClaim {
    var statement = LabelClaim.Statement.words(words)
    if let votes, votes.rows.indices.contains(number - 1) {
      var row = votes.rows[number - 1].votes
      row.fallback = words
      statement = .votes(row)
    }
    let split = usage.flatMap(OfficialSplit.split(ofColumn:))
    return LabelClaim(
      statement, split: split, splitEvidence: split == nil ? nil : "the column “Usage”",
      row: "\(path)#\(number)")
  }
}
