internal import Core
internal import GRDB

/// Writes the ledger's lines of a batch, inside its transaction.
struct MemberRows {
  /// What a line says.
  struct Line {
    let status: MemberStatus
    var reason: String?
    /// The row of its content, where the bytes are kept.
    var content: Int64?
    /// The digest of its bytes, where they were read.
    var digest: Digest?
    var claim: JSON?
  }

  private let db: Database
  private let source: String
  private let sourceID: Int64
  private var insert: RowStatement

  init(_ db: Database, source: String, sourceID: Int64) throws {
    self.db = db
    self.source = source
    self.sourceID = sourceID
    insert = try RowStatement(
      db,
      """
      INSERT INTO members (source_id, path, occurrence, status, reason, content, digest, claim)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
  }

  /// Stores a new line.
  ///
  /// - Returns: Its row.
  mutating func insert(_ record: ImportRecord, _ line: Line) throws -> Int64 {
    insert.begin()
    try insert.bind(sourceID)
    try insert.bind(record.path)
    try insert.bind(record.occurrence)
    try insert.bind(line.status.rawValue)
    try insert.bind(line.reason)
    try insert.bind(line.content)
    try insert.bind(line.content == nil ? line.digest : nil)
    try insert.bind(line.claim?.text())
    do { try insert.execute() } catch let error as DatabaseError
      where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
    { throw repeated(record) }
    return db.lastInsertedRowID
  }

  /// Gives a line of a member that was no sample its new outcome.
  ///
  /// Bytes that were kept stay kept.
  /// - Returns: Its row.
  mutating func update(_ record: ImportRecord, _ line: Line) throws -> Int64 {
    let member = try Int64.fetchOne(
      try db.cachedStatement(
        sql: "SELECT id FROM members WHERE source_id = ? AND path = ? AND occurrence = ?"),
      arguments: [sourceID, record.path, record.occurrence])
    guard let member else { return try insert(record, line) }
    try db.cachedStatement(
      sql: """
        UPDATE members SET status = ?, reason = ?, content = coalesce(?, content),
          digest = CASE WHEN coalesce(?, content) IS NULL THEN coalesce(?, digest) END,
          claim = CASE WHEN ? THEN coalesce(?, claim) END
        WHERE id = ? AND status <> 0
        """
    ).execute(
      arguments: [
        line.status.rawValue, line.reason, line.content, line.content, line.digest?.blob,
        line.status == .rejected, line.claim?.text(), member,
      ])
    guard db.changesCount == 1 else { throw repeated(record) }
    return member
  }

  private func repeated(_ record: ImportRecord) -> CatalogError {
    .memberRepeated(source: source, member: record.path, occurrence: record.occurrence)
  }
}
