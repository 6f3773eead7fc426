internal import Core

/// Looks for tables whose rows are pixels, and for FER+'s votes beside them.
struct PixelTableScout: LayoutScout {
  static let layoutName = "fer2013-csv"

  private let options: LayoutOptions
  private var tables: [PixelTableSurvey] = []
  private var votes: [VoteTableReader] = []
  private var flaw: LayoutError?
  private var fakes: [LayoutError] = []
  private var images = 0

  init(options: LayoutOptions) { self.options = options }

  mutating func note(_ member: SurveyedMember) -> SurveyWish {
    if member.isImage { images += 1 }
    return member.ending == "csv" ? .all : .nothing
  }

  mutating func record(_ record: [UInt8], number: Int, of path: String) -> Bool {
    guard number > 0 else { return open(record, path) }
    if tables.last?.path == path {
      tables[tables.count - 1].read(record)
      return true
    }
    guard votes.last?.path == path else { return false }
    do throws(LayoutError) { try votes[votes.count - 1].read(record, number: number) } catch {
      if flaw == nil { flaw = error }
      return false
    }
    return true
  }

  private mutating func open(_ header: [UInt8], _ path: String) -> Bool {
    if let fake = FakeTable.kind(of: header) {
      fakes.append(.notATable(path: path, what: fake.what, remedy: fake.remedy))
      return false
    }
    if let table = PixelTableSurvey(path: path, header: header) {
      tables.append(table)
      return true
    }
    guard VoteTableReader.isHeader(TableText.header(of: header, separator: .comma)) else {
      return false
    }
    var reader = VoteTableReader(path: path)
    do throws(LayoutError) { try reader.read(header, number: 0) } catch { return false }
    votes.append(reader)
    return true
  }

  func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict? {
    guard !tables.isEmpty else {
      if let fake = fakes.first, isForced || images == 0 { throw fake }
      guard isForced else { return nil }
      throw .notThisLayout(
        layout: PixelTableScout.layoutName, missing: "CSV file with a column named pixels")
    }
    var conclusion = PixelTableConclusion(options: options, images: images)
    for table in tables { try conclusion.settleDialect(of: table) }
    if let given = options.votes {
      try conclusion.join(given, to: tables, isGiven: true)
    } else if let reader = votes.first {
      if let flaw { throw flaw }
      try conclusion.join(try reader.table(), to: tables, isGiven: false)
    }
    var verdict = conclusion.verdict(tables)
    if let empty = tables.first, tables.allSatisfy({ $0.rows == 0 }) {
      verdict.refusal = .notATable(
        path: empty.path, what: "a header without rows", remedy: "fetch the file again")
    }
    return verdict
  }
}
