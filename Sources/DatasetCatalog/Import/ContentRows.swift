internal import Core
internal import Foundation
internal import GRDB

/// Writes the rows of a batch's contents, inside its transaction.
struct ContentRows {
  private let db: Database
  private let sourceID: Int64
  private let insert: RowStatement
  private let complete: RowStatement

  init(_ db: Database, sourceID: Int64) throws {
    self.db = db
    self.sourceID = sourceID
    insert = try RowStatement(
      db,
      """
      INSERT INTO contents (content_id, origin, pack, source_id, source_path, offset, length,
        format, width, height, channels, orientation, pixel_digest, brightness, contrast,
        sharpness, entropy, darkest, dark, bright, brightest, d_hash, p_hash, noise,
        fineness, flatness, two_tone, warning)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    complete = try RowStatement(
      db,
      """
      UPDATE contents SET format = ?, width = ?, height = ?, channels = ?, orientation = ?,
        pixel_digest = ?, brightness = ?, contrast = ?, sharpness = ?, entropy = ?, darkest = ?,
        dark = ?, bright = ?, brightest = ?, d_hash = ?, p_hash = ?, noise = ?,
        fineness = ?, flatness = ?, two_tone = ?, warning = ?
      WHERE id = ? AND pixel_digest IS NULL
      """)
  }

  /// Stores what a batch does to its contents.
  ///
  /// - Returns: The row of each entry of the plan, where its bytes are kept.
  mutating func store(
    _ plan: ContentPlan, _ batch: [ImportRecord], _ appended: PackFolder.Appended?
  ) throws -> [Int64?] {
    for pack in appended?.packs ?? [] {
      try db.execute(
        sql: """
          INSERT INTO packs (number, bytes) VALUES (?, ?)
          ON CONFLICT (number) DO UPDATE SET bytes = excluded.bytes
          """,
        arguments: [pack.number, pack.bytes])
    }
    var rows: [Int64?] = []
    rows.reserveCapacity(plan.entries.count)
    for entry in plan.entries {
      let place = Place(entry, plan, appended, sourceID: sourceID)
      var image: AcceptedMember?
      if let record = entry.image, case .accepted(let member) = batch[record].outcome {
        image = member
      }
      if let stored = entry.stored {
        if let place { try move(stored.row, to: place) }
        if let image { try complete(stored.row, image) }
        rows.append(stored.row)
      } else if let place {
        rows.append(try insert(entry.contentID, place, image))
      } else {
        rows.append(nil)
      }
    }
    return rows
  }

  /// Where a content's bytes come to lie.
  private struct Place {
    var pack: Int?
    var source: Int64?
    var file: String?
    var offset: Int64
    var length: Int

    init?(
      _ entry: ContentPlan.Entry, _ plan: ContentPlan, _ appended: PackFolder.Appended?,
      sourceID: Int64
    ) {
      if let number = entry.packed, let place = appended?.places[number] {
        (pack, offset) = (place.pack, place.offset)
        length = plan.packing[number].bytes.count
      } else if let reference = entry.reference {
        (source, file) = (sourceID, reference.file)
        (offset, length) = (reference.offset, reference.length)
      } else {
        return nil
      }
    }
  }

  private mutating func insert(
    _ content: ContentID, _ place: Place, _ image: AcceptedMember?
  ) throws -> Int64 {
    insert.begin()
    try insert.bind(content.digest)
    try insert.bind(sourceID)
    try insert.bind(place.pack)
    try insert.bind(place.source)
    try insert.bind(place.file)
    try insert.bind(place.offset)
    try insert.bind(place.length)
    if let image { try Self.bind(image, to: insert) }
    try insert.execute()
    return db.lastInsertedRowID
  }

  private mutating func complete(_ row: Int64, _ image: AcceptedMember) throws {
    complete.begin()
    try Self.bind(image, to: complete)
    try complete.bind(row)
    try complete.execute()
  }

  private func move(_ row: Int64, to place: Place) throws {
    try db.cachedStatement(
      sql: """
        UPDATE contents SET pack = ?, source_id = ?, source_path = ?, offset = ?, length = ?
        WHERE id = ?
        """
    ).execute(
      arguments: [place.pack, place.source, place.file, place.offset, place.length, row])
  }

  private static func bind(_ image: AcceptedMember, to row: RowStatement) throws {
    try row.bind(image.format)
    try row.bind(image.width)
    try row.bind(image.height)
    try row.bind(image.channels)
    try row.bind(image.orientation)
    try row.bind(image.pixelDigest)
    let measures = image.measures
    try row.bind(measures.brightness)
    try row.bind(measures.contrast)
    try row.bind(measures.sharpness)
    try row.bind(measures.entropy)
    try row.bind(measures.darkest)
    try row.bind(measures.dark)
    try row.bind(measures.bright)
    try row.bind(measures.brightest)
    try row.bind(Int64(bitPattern: measures.dHash))
    try row.bind(Int64(bitPattern: measures.pHash))
    try row.bind(measures.texture?.noise)
    try row.bind(measures.texture?.fineness)
    try row.bind(measures.texture?.flatness)
    try row.bind(measures.texture?.twoTone)
    try row.bind(image.warning)
  }
}
