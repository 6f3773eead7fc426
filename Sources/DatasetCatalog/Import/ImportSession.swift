public import Core
internal import GRDB

/// The import of one source.
///
/// Each batch is one transaction; what was committed stays, whatever
/// happens after it, and importing again goes on from there.
public final class ImportSession: Sendable {
  /// The source's name.
  public let source: String
  private let catalog: Catalog
  private let sourceID: Int64
  private let packs: PackFolder
  private let known: KnownMembers

  init(
    catalog: Catalog, source: String, sourceID: Int64, packs: PackFolder, known: KnownMembers
  ) {
    self.catalog = catalog
    self.source = source
    self.sourceID = sourceID
    self.packs = packs
    self.known = known
  }

  /// What earlier imports of this source left of a member.
  ///
  /// Without `contentID` (a member that was not read) equal paths count as equal.
  public func state(
    ofMember path: String, occurrence: Int = 0, contentID: ContentID? = nil
  ) -> MemberState {
    known.state(path: path, occurrence: occurrence, content: contentID?.digest)
  }

  /// The class an earlier import gave a member, where it became a sample.
  public func label(ofMember path: String, occurrence: Int = 0) -> Int? {
    known.label(path: path, occurrence: occurrence)
  }

  /// Stores a batch: bytes are appended to a pack and synced, then the rows are committed.
  ///
  /// A member known with the same bytes is left as it is, unless it was rejected or ignored: then
  /// the new outcome counts.
  /// - Throws: `CatalogError`; then nothing of the batch is stored.
  public func append(_ batch: [ImportRecord]) throws(CatalogError) {
    for record in batch { try check(record) }
    let missing = try catalog.read { db in try self.missingContents(of: batch, db) }
    let appended = missing.isEmpty ? nil : try packs.append(missing)
    do throws(CatalogError) {
      try catalog.write { db in
        try ImportBatch(
          db: db, source: source, sourceID: sourceID, known: known
        ).store(batch, missing: missing, appended: appended)
      }
    } catch {
      if let appended { packs.rollBack(to: appended.before) }
      throw error
    }
  }

  /// Notes that the source was read to its end.
  ///
  /// - Throws: `CatalogError`.
  /// - Returns: The source's ledger.
  public func finish(
    rawDigest: Digest, rawBytes: Int64, layout: JSON = .object([:])
  ) throws(CatalogError) -> Ledger {
    try catalog.write { db in
      try db.execute(
        sql: """
          UPDATE sources SET raw_digest = ?, raw_bytes = ?, layout = ?, is_complete = 1 WHERE id = ?
          """,
        arguments: [rawDigest.blob, rawBytes, layout.text(), sourceID])
    }
    try catalog.checkpoint()
    return try catalog.ledger(source: source)
  }

  private func check(_ record: ImportRecord) throws(CatalogError) {
    func bad(_ reason: String) -> CatalogError { .badMember(member: record.path, reason: reason) }
    guard record.occurrence >= 0 else { throw bad("its occurrence is negative") }
    let bytes: [UInt8]
    switch record.outcome {
    case .accepted(let member):
      guard (0..<catalog.taxonomy.count).contains(member.label) else {
        throw bad("label \(member.label) of \(catalog.taxonomy.count) classes")
      }
      guard member.width > 0, member.height > 0, [1, 3].contains(member.channels),
        (1...8).contains(member.orientation)
      else { throw bad("an image of \(member.width)×\(member.height)×\(member.channels)") }
      bytes = member.bytes
    case .rejected(_, let contentID, let kept):
      guard kept == nil || contentID != nil else { throw bad("bytes without their content id") }
      bytes = kept ?? []
    case .ignored:
      bytes = []
    }
    guard bytes.count <= TarEntry.maximumLength else {
      throw bad("\(bytes.count) bytes are too many for a pack")
    }
  }

  /// The contents of a batch that are to be packed and are not yet, each once, in order.
  private func missingContents(of batch: [ImportRecord], _ db: Database) throws -> [PackContent] {
    var missing: [PackContent] = []
    var seen: Set<ContentID> = []
    let find = try db.cachedStatement(sql: "SELECT id FROM contents WHERE content_id = ?")
    for record in batch {
      let content: PackContent
      switch record.outcome {
      case .accepted(let member) where member.reference == nil:
        content = PackContent(
          contentID: member.contentID, format: member.format, bytes: member.bytes)
      case .rejected(_, let contentID?, let bytes?):
        content = PackContent(contentID: contentID, format: nil, bytes: bytes)
      default:
        continue
      }
      guard seen.insert(content.contentID).inserted else { continue }
      let row = try Int64.fetchOne(find, arguments: [content.contentID.digest.blob])
      if row == nil { missing.append(content) }
    }
    return missing
  }
}
