internal import GRDB

extension Catalog {
  /// Runs SQL on the catalog's own connection: for tests, to bring about what cannot be waited for.
  package func run(sql: String) throws(CatalogError) {
    do {
      try queue.inDatabase { try $0.execute(sql: sql) }
    } catch { throw CatalogError(error, path: databasePath) }
  }

  /// Runs SQL on the database file at `path`, made if there is none: for tests of older versions.
  package static func run(sql: String, onFile path: String) throws(CatalogError) {
    do {
      try DatabaseQueue(path: path).inDatabase { try $0.execute(sql: sql) }
    } catch { throw CatalogError(error, path: path) }
  }
}
