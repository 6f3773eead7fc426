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

  /// The samples of whole images by their content.
  ///
  /// Complexity: one pass over all samples, some 200 bytes of memory for each.
  /// - Throws: `CatalogError`.
  public func twins() throws(CatalogError) -> [ContentID: [SampleTwin]] {
    try read { db in
      var twins: [ContentID: [SampleTwin]] = [:]
      let rows = try Row.fetchCursor(
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
      while let row = try rows.next() {
        let content = ContentID(try row.requiredDigest(0))
        twins[content, default: []].append(
          SampleTwin(
            source: row[1], label: row[2], officialSplit: try row.split(3), subject: row[4]))
      }
      return twins
    }
  }
}
