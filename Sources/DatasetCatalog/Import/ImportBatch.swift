internal import Core
internal import Foundation
internal import GRDB

/// Writes the rows of one batch, inside its transaction.
struct ImportBatch {
  let db: Database
  let source: String
  let sourceID: Int64
  let known: KnownMembers

  func store(
    _ batch: [ImportRecord], missing: [PackContent], appended: PackFolder.Appended?
  ) throws {
    if let appended {
      try storePacks(appended.packs)
      try storeContents(missing, at: appended.places)
    }
    for record in batch { try store(record) }
  }

  private func storePacks(_ packs: [CommittedPack]) throws {
    for pack in packs {
      try db.execute(
        sql: """
          INSERT INTO packs (number, bytes) VALUES (?, ?)
          ON CONFLICT (number) DO UPDATE SET bytes = excluded.bytes
          """,
        arguments: [pack.number, pack.bytes])
    }
  }

  private func storeContents(
    _ contents: [PackContent], at places: [(pack: Int, offset: Int64)]
  ) throws {
    let insert = try db.cachedStatement(
      sql: "INSERT INTO contents (content_id, pack, offset, length) VALUES (?, ?, ?, ?)")
    for (content, place) in zip(contents, places) {
      try insert.execute(
        arguments: [
          content.contentID.digest.blob, place.pack, place.offset, content.bytes.count,
        ])
    }
  }

  private func store(_ record: ImportRecord) throws {
    var content: Int64?
    var digest: Digest?
    var reason: String?
    switch record.outcome {
    case .accepted(let member):
      digest = member.contentID.digest
      content = try storeImage(member)
    case .rejected(let why, let contentID, _):
      reason = why
      digest = contentID?.digest
      content = try contentID.flatMap { try contentRow($0) }
    case .ignored(let why):
      reason = why
    }
    let status = record.outcome.status
    let member: Int64
    switch known.state(path: record.path, occurrence: record.occurrence, content: digest) {
    case .changed:
      throw CatalogError.memberChanged(source: source, member: record.path)
    case .known(.accepted):
      return
    case .known:
      member = try update(record, status, reason, content, digest)
    case .new:
      member = try insert(record, status, reason, content, digest)
    }
    if case .accepted(let accepted) = record.outcome, let content {
      try storeSample(accepted, member: member, content: content)
    }
  }

  private func insert(
    _ record: ImportRecord, _ status: MemberStatus, _ reason: String?, _ content: Int64?,
    _ digest: Digest?
  ) throws -> Int64 {
    do {
      try db.cachedStatement(
        sql: """
          INSERT INTO members (source_id, path, occurrence, status, reason, content, digest)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(
        arguments: [
          sourceID, record.path, record.occurrence, status.rawValue, reason, content,
          content == nil ? digest?.blob : nil,
        ])
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      guard error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE else { throw error }
      throw CatalogError.memberRepeated(
        source: source, member: record.path, occurrence: record.occurrence)
    }
    return db.lastInsertedRowID
  }

  private func update(
    _ record: ImportRecord, _ status: MemberStatus, _ reason: String?, _ content: Int64?,
    _ digest: Digest?
  ) throws -> Int64 {
    let member = try Int64.fetchOne(
      try db.cachedStatement(
        sql: "SELECT id FROM members WHERE source_id = ? AND path = ? AND occurrence = ?"),
      arguments: [sourceID, record.path, record.occurrence])
    guard let member else { return try insert(record, status, reason, content, digest) }
    try db.cachedStatement(
      sql: """
        UPDATE members SET status = ?, reason = ?, content = coalesce(?, content),
          digest = CASE WHEN coalesce(?, content) IS NULL THEN coalesce(?, digest) END
        WHERE id = ? AND status <> 0
        """
    ).execute(
      arguments: [status.rawValue, reason, content, content, digest?.blob, member])
    guard db.changesCount == 1 else {
      throw CatalogError.memberRepeated(
        source: source, member: record.path, occurrence: record.occurrence)
    }
    return member
  }

  private func contentRow(_ content: ContentID) throws -> Int64? {
    try Int64.fetchOne(
      try db.cachedStatement(sql: "SELECT id FROM contents WHERE content_id = ?"),
      arguments: [content.digest.blob])
  }

  /// The content's row, with what decoding gave noted where it is not yet.
  private func storeImage(_ member: AcceptedMember) throws -> Int64 {
    if let reference = member.reference, try contentRow(member.contentID) == nil {
      try db.cachedStatement(
        sql: "INSERT INTO contents (content_id, source_id, offset, length) VALUES (?, ?, ?, ?)"
      ).execute(
        arguments: [
          member.contentID.digest.blob, sourceID, reference.lowerBound,
          reference.upperBound - reference.lowerBound,
        ])
    }
    guard let content = try contentRow(member.contentID) else {
      throw CatalogError.unknownContent(member.contentID)
    }
    let measures = member.measures
    try db.cachedStatement(
      sql: """
        UPDATE contents SET format = ?, width = ?, height = ?, channels = ?, orientation = ?,
          pixel_digest = ?, brightness = ?, contrast = ?, sharpness = ?, entropy = ?, darkest = ?,
          dark = ?, bright = ?, brightest = ?, d_hash = ?, p_hash = ?, warning = ?
        WHERE id = ? AND pixel_digest IS NULL
        """
    ).execute(
      arguments: [
        member.format, member.width, member.height, member.channels, member.orientation,
        member.pixelDigest.blob, measures.brightness, measures.contrast, measures.sharpness,
        measures.entropy, measures.darkest, measures.dark, measures.bright, measures.brightest,
        Int64(bitPattern: measures.dHash), Int64(bitPattern: measures.pHash), member.warning,
        content,
      ])
    return content
  }

  private func storeSample(_ member: AcceptedMember, member row: Int64, content: Int64) throws {
    let subject = try member.subject.map { try subjectRow($0) }
    let key = SampleKey(content: member.contentID, region: nil)
    try db.cachedStatement(
      sql: """
        INSERT INTO samples (member_id, content, sample_key, label, official_split, subject_id)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        row, content, key.digest.blob, member.label, member.officialSplit?.order, subject,
      ])
  }

  private func subjectRow(_ name: String) throws -> Int64 {
    try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO subjects (source_id, name) VALUES (?, ?)"
    ).execute(arguments: [sourceID, name])
    let row = try Int64.fetchOne(
      try db.cachedStatement(sql: "SELECT id FROM subjects WHERE source_id = ? AND name = ?"),
      arguments: [sourceID, name])
    guard let row else { throw BadColumn() }
    return row
  }
}
