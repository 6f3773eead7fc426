internal import Core
internal import Foundation
internal import GRDB

/// What one batch is to do to the contents: each different one once, in the order they come.
struct ContentPlan {
  /// What the catalog has of a content.
  struct Stored {
    let row: Int64
    let isPacked: Bool
    let hasImage: Bool
    /// The source that brought it first.
    let origin: Int64?
    /// The source it lies in, where it is not packed.
    let place: Int64?
  }

  struct Entry {
    let contentID: ContentID
    var stored: Stored?
    /// Its number among the contents to be packed.
    var packed: Int?
    var reference: ContentReference?
    /// The record with the image's columns, where they are to be stored.
    var image: Int?

    /// Whether its bytes are kept once the batch is stored.
    var isKept: Bool { stored != nil || packed != nil || reference != nil }
  }

  private(set) var entries: [Entry] = []
  /// The entry of each record; none for a member that was not read.
  private(set) var entryOfRecord: [Int?] = []
  /// The contents to be packed, in order.
  private(set) var packing: [PackContent] = []

  init(
    _ batch: [ImportRecord], sourceID: Int64, stored: StoredContents, _ db: Database
  ) throws {
    var numbers: [ContentID: Int] = [:]
    numbers.reserveCapacity(batch.count)
    entryOfRecord.reserveCapacity(batch.count)
    entries.reserveCapacity(batch.count)
    for record in batch {
      let contentID: ContentID? =
        switch record.outcome {
        case .accepted(let member): member.contentID
        case .rejected(_, let contentID, _, _): contentID
        case .ignored: nil
        }
      let number = contentID.map { contentID in
        if let number = numbers[contentID] { return number }
        numbers[contentID] = entries.count
        entries.append(Entry(contentID: contentID))
        return entries.count - 1
      }
      entryOfRecord.append(number)
    }
    try lookUp(stored.note(entries.lazy.map(\.contentID)), db)
    for (number, record) in batch.enumerated() {
      if let entry = entryOfRecord[number] {
        plan(record.outcome, number: number, entry: entry, sourceID: sourceID)
      }
    }
  }

  /// Finds which of these entries the catalog has, with one statement.
  private mutating func lookUp(_ suspects: [Int], _ db: Database) throws {
    guard !suspects.isEmpty else { return }
    var digests = Data(capacity: suspects.count * Digest.byteCount)
    for suspect in suspects {
      entries[suspect].contentID.digest.withBytes { digests.append(contentsOf: $0) }
    }
    let find = try RowStatement(
      db,
      """
      WITH RECURSIVE wanted (number) AS (
        SELECT 0 UNION ALL SELECT number + 1 FROM wanted WHERE number + 1 < ?
      )
      SELECT number, contents.id, pack IS NOT NULL, pixel_digest IS NOT NULL, origin, source_id
      FROM wanted CROSS JOIN contents ON content_id = substr(?, number * 32 + 1, 32)
      """)
    find.begin()
    try find.bind(suspects.count)
    try find.bind(digests)
    let rows = try Row.fetchCursor(find.statement)
    while let row = try rows.next() {
      let number: Int = try row.required(0)
      guard suspects.indices.contains(number) else { throw BadColumn() }
      entries[suspects[number]].stored = Stored(
        row: try row.required(1), isPacked: row[2], hasImage: row[3], origin: row[4],
        place: row[5])
    }
  }

  private mutating func plan(
    _ outcome: ImportOutcome, number: Int, entry: Int, sourceID: Int64
  ) {
    let before = entries[entry]
    switch outcome {
    case .accepted(let member):
      if before.image == nil, before.stored?.hasImage != true { entries[entry].image = number }
      if before.packed != nil || before.stored?.isPacked == true { return }
      if let reference = member.reference {
        // The same source may have moved since; another source's reference stays.
        if before.stored.map({ $0.place == sourceID }) ?? true, before.reference == nil {
          entries[entry].reference = reference
        }
      } else {
        pack(member.contentID, format: member.format, member.bytes, entry)
      }
    case .rejected(_, let contentID?, let bytes?, _) where !before.isKept:
      pack(contentID, format: nil, bytes, entry)
    case .rejected, .ignored:
      break
    }
  }

  private mutating func pack(
    _ contentID: ContentID, format: String?, _ bytes: [UInt8], _ entry: Int
  ) {
    entries[entry].packed = packing.count
    entries[entry].reference = nil
    packing.append(PackContent(contentID: contentID, format: format, bytes: bytes))
  }

  /// The batch's contents that were not there, and those that other sources brought.
  func summary(sourceID: Int64, _ db: Database) throws -> AppendSummary {
    var summary = AppendSummary()
    var known: [Int64: Int] = [:]
    for entry in entries {
      if let stored = entry.stored {
        if let origin = stored.origin, origin != sourceID { known[origin, default: 0] += 1 }
      } else if entry.isKept {
        summary.newContents += 1
      }
    }
    for (origin, count) in known {
      let name = try String.fetchOne(
        db, sql: "SELECT name FROM sources WHERE id = ?", arguments: [origin])
      if let name { summary.knownContents[name] = count }
    }
    return summary
  }
}
