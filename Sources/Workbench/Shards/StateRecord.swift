internal import Core
internal import DatasetCatalog

/// Which state of the dataset shards are made from.
struct StateRecord {
  /// The digest of the state.
  let digest: Digest
  /// The snapshot that was asked for.
  let snapshot: String?

  /// The present state, which must be that of the snapshot where one is named.
  init(of catalog: Catalog, snapshot: String?) throws(WorkbenchError) {
    self.snapshot = snapshot
    digest = try lifting { () throws(CatalogError) in try catalog.state().digest }
    guard let snapshot else { return }
    let wanted = try lifting { () throws(CatalogError) in
      try catalog.snapshot(named: snapshot).snapshot
    }
    guard wanted.digest == digest else {
      throw .problem(
        "the dataset is not in the state of the snapshot '\(snapshot)'; see fer-data snapshot diff "
          + "\(snapshot) now, or go back to it with fer-data snapshot restore \(snapshot)")
    }
  }

  /// For the index.
  var json: JSON {
    ["digest": .string(digest.hex), "snapshot": snapshot.map(JSON.string) ?? .null]
  }
}
