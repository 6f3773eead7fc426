public import Core
internal import Foundation
internal import GRDB

extension Catalog {
  /// Gives the present state a name.
  ///
  /// - Throws: `CatalogError`, `.snapshotExists` for a name that is taken.
  @discardableResult
  public func takeSnapshot(named name: String) throws(CatalogError) -> Snapshot {
    try write { db in
      let state = try state(db)
      let batch = try Int64.fetchOne(db, sql: "SELECT coalesce(max(number), 0) FROM batches") ?? 0
      let record = Self.unnumbered(try Self.latestCertificate(db)?.certificate)
      return try Self.store(state, named: name, batch: batch, record: record, db)
    }
  }

  /// Stores a snapshot that was taken elsewhere.
  ///
  /// - Parameter record: that of the split the state was taken of, as `storeSplit` was given it.
  /// - Throws: `CatalogError`, `.snapshotExists` for a name that is taken.
  @discardableResult
  public func storeSnapshot(
    _ state: DatasetState, named name: String, record: JSON?
  ) throws(CatalogError) -> Snapshot {
    try write { db in try Self.store(state, named: name, batch: nil, record: record, db) }
  }

  /// Forgets a snapshot; the dataset stays as it is.
  ///
  /// - Throws: `CatalogError`, `.unknownSnapshot`.
  public func removeSnapshot(named name: String) throws(CatalogError) {
    try write { db in
      _ = try Self.snapshot(named: name, db)
      try db.execute(sql: "DELETE FROM snapshots WHERE name = ?", arguments: [name])
    }
  }

  /// The snapshots by name.
  ///
  /// - Throws: `CatalogError`.
  public func snapshots() throws(CatalogError) -> [Snapshot] {
    try read { db in try Self.snapshots(db) }
  }

  /// A snapshot, its state, and the record of the split it was taken of.
  ///
  /// - Throws: `CatalogError`, `.unknownSnapshot`.
  public func snapshot(
    named name: String
  ) throws(CatalogError) -> (snapshot: Snapshot, state: DatasetState, record: JSON?) {
    try read { db in
      let snapshot = try Self.snapshot(named: name, db)
      let (state, record) = try Self.content(of: snapshot, db)
      return (snapshot, state, record)
    }
  }

  static func content(
    of snapshot: Snapshot, _ db: Database
  ) throws -> (state: DatasetState, record: JSON?) {
    let row = try Row.fetchOne(
      db, sql: "SELECT state, record FROM snapshots WHERE name = ?", arguments: [snapshot.name])
    guard let row, let text: Data = row[0] else { throw BadColumn() }
    let record = try (row[1] as String?).map { try JSON(parsing: $0) }
    return (try DatasetState(parsing: [UInt8](text)), record)
  }

  static func snapshot(named name: String, _ db: Database) throws -> Snapshot {
    let all = try snapshots(db)
    if let found = all.first(where: { $0.name == name }) { return found }
    throw CatalogError.unknownSnapshot(
      name: name, nearest: EditDistance.nearest(to: name, among: all.map(\.name)))
  }

  private static func snapshots(_ db: Database) throws -> [Snapshot] {
    try Row.fetchAll(db, sql: "SELECT name, digest, batch, samples FROM snapshots ORDER BY name")
      .map {
        Snapshot(name: $0[0], digest: try $0.requiredDigest(1), batch: $0[2], samples: $0[3])
      }
  }

  private static func store(
    _ state: DatasetState, named name: String, batch: Int64?, record: JSON?, _ db: Database
  ) throws -> Snapshot {
    guard try !snapshots(db).contains(where: { $0.name == name }) else {
      throw CatalogError.snapshotExists(name: name)
    }
    let text = state.text
    let snapshot = Snapshot(
      name: name, digest: Digest.sha256(of: text), batch: batch, samples: state.samples.count)
    try db.execute(
      sql: """
        INSERT INTO snapshots (name, digest, batch, samples, record, state)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        name, snapshot.digest.blob, batch, snapshot.samples, record?.text(), Data(text),
      ])
    return snapshot
  }
}
