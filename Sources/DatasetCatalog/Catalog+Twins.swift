public import Core
internal import GRDB

/// A sample of a whole image, as a copy of its dataset would bring it again.
public struct SampleTwin: Hashable, Sendable {
  /// The source's name.
  public let source: String
  /// The class the source gave.
  public let label: Int
  /// The split the dataset's authors put it in.
  public let officialSplit: Split?
  /// The person in the picture, as the source names them.
  public let subject: String?
}

extension Catalog {
  /// Whether the workspace holds all of these contents.
  ///
  /// - Throws: `CatalogError`.
  public func holdsAll(_ contents: [ContentID]) throws(CatalogError) -> Bool {
    try read { db in
      let find = try db.cachedStatement(sql: "SELECT 1 FROM contents WHERE content_id = ?")
      return try contents.allSatisfy { content in
        try Int.fetchOne(find, arguments: [content.digest.blob]) != nil
      }
    }
  }

  /// What a copy of each source would have to bring again.
  ///
  /// Complexity: one pass over all members, some 200 bytes of memory for each.
  /// - Throws: `CatalogError`.
  public func twins() throws(CatalogError) -> TwinIndex {
    try read { db in
      var index = TwinIndex()
      let samples = try Row.fetchCursor(
        db,
        sql: """
          SELECT contents.content_id, sources.name, samples.label, samples.official_split,
            subjects.name
          FROM samples
          JOIN contents ON contents.id = samples.content
          JOIN members ON members.id = samples.member_id
          JOIN sources ON sources.id = members.source_id
          LEFT JOIN subjects ON subjects.id = samples.subject_id
          WHERE samples.x IS NULL
          """)
      while let row = try samples.next() {
        let content = ContentID(try row.requiredDigest(0))
        index.samples[content, default: []].append(
          SampleTwin(
            source: row[1], label: row[2], officialSplit: try row.split(3), subject: row[4]))
      }
      let rejected = try Row.fetchCursor(
        db,
        sql: """
          SELECT coalesce(contents.content_id, members.digest), sources.name
          FROM members JOIN sources ON sources.id = members.source_id
          LEFT JOIN contents ON contents.id = members.content
          WHERE members.status = 1
          """)
      while let row = try rejected.next() {
        index.memberCounts[row[1], default: 0] += 1
        if let digest = try row.digest(0) {
          index.rejected[ContentID(digest), default: []].insert(row[1])
        }
      }
      let accepted = try Row.fetchCursor(
        db,
        sql: """
          SELECT sources.name, count(*) FROM members
          JOIN sources ON sources.id = members.source_id
          WHERE members.status = 0 GROUP BY members.source_id
          """)
      while let row = try accepted.next() { index.memberCounts[row[0], default: 0] += row[1] }
      return index
    }
  }

  /// Whether bytes of a source were left where it lies.
  ///
  /// - Throws: `CatalogError`.
  public func hasReferences(to source: SourceSummary) throws(CatalogError) -> Bool {
    let id = source.id
    return try read { db in
      try Int.fetchOne(
        db, sql: "SELECT 1 FROM contents WHERE source_id = ? LIMIT 1", arguments: [id]) != nil
    }
  }
}

/// What the sources of a workspace hold, by content.
public struct TwinIndex: Sendable {
  /// The samples of whole images by their content.
  public internal(set) var samples: [ContentID: [SampleTwin]] = [:]
  /// The sources that rejected a content.
  public internal(set) var rejected: [ContentID: Set<String>] = [:]
  /// How many members of each source are accepted or rejected.
  public internal(set) var memberCounts: [String: Int] = [:]
}
