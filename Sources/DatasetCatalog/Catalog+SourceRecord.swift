public import Core
internal import GRDB

extension Catalog {
  /// Replaces what is kept of how a source was read, as after a retry with other words mapped.
  ///
  /// - Throws: `CatalogError`, `.unknownSource` for a name that is none.
  public func setLayout(_ layout: JSON, ofSource name: String) throws(CatalogError) {
    let changed = try write { db in
      try db.execute(
        sql: "UPDATE sources SET layout = ? WHERE name = ?", arguments: [layout.text(), name])
      return db.changesCount
    }
    guard changed == 1 else { throw .unknownSource(name: name) }
  }
}
