internal import Core
internal import GRDB

extension CatalogError {
  /// What a failure of the database at `path` means to the person before the screen.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as CatalogError:
      self = error
    case let error as FileError:
      self = .file(error)
    case let error as DatabaseError:
      let detail = error.message ?? "SQLite code \(error.resultCode.rawValue)"
      switch error.resultCode {
      case .SQLITE_FULL: self = .diskFull(path: path)
      case .SQLITE_READONLY, .SQLITE_PERM: self = .notWritable(path: path)
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damagedCatalog(path: path, detail: detail)
      default: self = .database(path: path, detail: detail)
      }
    default:
      self = .database(path: path, detail: "the stored values are not of the expected kind")
    }
  }
}
