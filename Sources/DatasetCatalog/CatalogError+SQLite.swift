internal import Core
internal import GRDB

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

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
      case .SQLITE_IOERR where Self.isDiskFull(path): self = .diskFull(path: path)
      case .SQLITE_IOERR where Self.isFileLimitReached(path): self = .fileTooLarge(path: path)
      case .SQLITE_READONLY, .SQLITE_PERM: self = .notWritable(path: path)
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damagedCatalog(path: path, detail: detail)
      default: self = .database(path: path, detail: detail)
      }
    default:
      self = .database(path: path, detail: "the stored values are not of the expected kind")
    }
  }

  /// SQLite also calls it an input or output error when a file reaches the limit of `ulimit -f`.
  private static func isFileLimitReached(_ path: String) -> Bool {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else { return false }
    let sizes = [path, path + "-wal", path + "-shm"].map { (try? Files.size($0)) ?? 0 }
    return UInt64(sizes.max() ?? 0) + 1 << 16 >= UInt64(limit.rlim_cur)
  }

  /// SQLite calls some failures for want of space an input or output error.
  private static func isDiskFull(_ path: String) -> Bool {
    var status = statvfs()
    guard statvfs(Files.parent(path), &status) == 0 else { return false }
    return UInt64(status.f_bavail) * UInt64(status.f_frsize) < 1 << 18
  }
}
