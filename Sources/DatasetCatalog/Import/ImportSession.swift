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

  /// The fingerprint of the samples an earlier import made of a member; nil where it is no sample.
  ///
  /// Compare it with `ImportedSample.fingerprint(of:)`.
  public func labels(ofMember path: String, occurrence: Int = 0) -> UInt64? {
    known.labels(path: path, occurrence: occurrence)
  }

  /// Whether an earlier import left the bytes of an accepted member where the source lies.
  ///
  /// Such a member may be appended again: without a reference its bytes are packed then, with one
  /// the place is noted anew. Its samples stay as they are.
  public func isByReference(ofMember path: String, occurrence: Int = 0) -> Bool {
    known.isByReference(path: path, occurrence: occurrence)
  }

  /// Stores a batch: bytes are appended to a pack and synced, then the rows are committed.
  ///
  /// A member known with the same bytes is left as it is, unless it was rejected or ignored: then
  /// the new outcome counts. A process that is killed loses the batch in flight at most.
  /// - Throws: `CatalogError`; then nothing of the batch is stored.
  /// - Returns: Which contents are new, and which other sources brought before.
  @discardableResult
  public func append(_ batch: [ImportRecord]) throws(CatalogError) -> AppendSummary {
    for record in batch { try check(record, taxonomy: catalog.taxonomy) }
    var before: PackFolder.Mark?
    var isCommitting = false
    do throws(CatalogError) {
      return try catalog.append { db in
        let plan = try ContentPlan(batch, sourceID: sourceID, stored: catalog.contents, db)
        let appended = plan.packing.isEmpty ? nil : try packs.append(plan.packing)
        before = appended?.before
        var rows = try ImportBatch(
          db, source: source, sourceID: sourceID, known: known, plan: plan)
        try rows.store(batch, appended)
        let summary = try plan.summary(sourceID: sourceID, db)
        if let appended { try packs.synchronize(appended) }
        isCommitting = true
        return summary
      }
    } catch {
      // A commit that failed may still be found in the log by the next process, with rows that
      // point into the pack: then the tail has to stay.
      if let before, !isCommitting { packs.rollBack(to: before) }
      throw error
    }
  }

  /// Notes that the source was read to its end.
  ///
  /// - Parameters:
  ///   - rawDigest: The SHA-256 of the source itself; nil where it has none, as a folder.
  ///   - rawBytes: The source's own size, where it has one.
  ///   - layout: How its layout was recognized.
  /// - Throws: `CatalogError`.
  /// - Returns: The source's ledger.
  public func finish(
    rawDigest: Digest?, rawBytes: Int64?, layout: JSON = .object([:])
  ) throws(CatalogError) -> Ledger {
    try catalog.write { db in
      try db.execute(
        sql: """
          UPDATE sources SET raw_digest = ?, raw_bytes = ?, layout = ?, is_complete = 1 WHERE id = ?
          """,
        arguments: [rawDigest?.blob, rawBytes, layout.text(), sourceID])
    }
    return try finishRetry()
  }

  /// Ends a retry: nothing is noted of the source itself.
  ///
  /// - Throws: `CatalogError`.
  /// - Returns: The source's ledger.
  public func finishRetry() throws(CatalogError) -> Ledger {
    try catalog.checkpoint()
    return try catalog.ledger(source: source)
  }
}
