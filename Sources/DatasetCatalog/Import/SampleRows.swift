internal import Core
internal import Foundation
internal import GRDB

/// Writes the samples of a batch and what their source decides of them, inside its transaction.
struct SampleRows {
  private let db: Database
  private let sourceID: Int64
  private let insert: RowStatement
  private var subjects: [String: Int64] = [:]

  init(_ db: Database, sourceID: Int64) throws {
    self.db = db
    self.sourceID = sourceID
    insert = try RowStatement(
      db,
      """
      INSERT INTO samples (member_id, content, x, y, width, height, sample_key, label,
        official_split, subject_id, votes, targets)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
  }

  /// Stores the samples of a member that had none.
  mutating func store(_ member: AcceptedMember, member row: Int64, content: Int64) throws {
    for sample in member.samples {
      let key = SampleKey(content: member.contentID, region: sample.region)
      let subject = try sample.subject.map { try subjectRow($0) }
      insert.begin()
      try insert.bind(row)
      try insert.bind(content)
      try insert.bind(sample.region?.x)
      try insert.bind(sample.region?.y)
      try insert.bind(sample.region?.width)
      try insert.bind(sample.region?.height)
      try insert.bind(key.digest)
      try insert.bind(sample.label)
      try insert.bind(sample.officialSplit?.order)
      try insert.bind(subject)
      try insert.bind(sample.votes?.text())
      try insert.bind(sample.targets.map(Targets.blob))
      try insert.execute()
      if let reason = sample.exclusion { try exclude(key, reason: reason, by: sample.author) }
    }
  }

  /// Appends the decision that leaves a sample out, once for all sources that say so alike: a
  /// person who decided otherwise since is not overruled by a copy.
  private func exclude(_ key: SampleKey, reason: String, by author: String) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO decisions (action, target_kind, target, reason, author)
        SELECT 'exclude', 'sample', ?1, ?2, ?3 WHERE NOT EXISTS (
          SELECT 1 FROM decisions WHERE target = ?1 AND target_kind = 'sample'
            AND action = 'exclude' AND reason = ?2 AND author = ?3)
        """
    ).execute(arguments: [key.digest.blob, reason, author])
  }

  private mutating func subjectRow(_ name: String) throws -> Int64 {
    if let row = subjects[name] { return row }
    try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO subjects (source_id, name) VALUES (?, ?)"
    ).execute(arguments: [sourceID, name])
    let row = try Int64.fetchOne(
      try db.cachedStatement(sql: "SELECT id FROM subjects WHERE source_id = ? AND name = ?"),
      arguments: [sourceID, name])
    guard let row else { throw BadColumn() }
    subjects[name] = row
    return row
  }
}

/// Soft targets as they are stored: little-endian floats, one after the other.
enum Targets {
  static func blob(_ targets: [Float]) -> Data {
    var data = Data(capacity: targets.count * 4)
    for share in targets {
      withUnsafeBytes(of: share.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    return data
  }

  /// The stored shares, or nil where there are none.
  static func read(_ row: Row, _ column: Int, classes: Int) throws -> [Float]? {
    try row.withUnsafeData(atIndex: column) { data -> [Float]? in
      guard let data else { return nil }
      guard data.count == classes * 4 else { throw BadColumn() }
      return data.withUnsafeBytes { bytes in
        (0..<classes).map { number in
          Float(
            bitPattern: UInt32(
              littleEndian: bytes.loadUnaligned(fromByteOffset: number * 4, as: UInt32.self)))
        }
      }
    }
  }
}
