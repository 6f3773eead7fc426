#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A file operation that failed: what was tried, on which file, and the system's reason.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried, as a verb: "read", "write", "create".
  public let operation: String
  /// The file.
  public let path: String
  /// The system's error number, or 0 with a `detail`.
  public let code: Int32
  /// What was wrong, where it was not the system that refused.
  public let detail: String?

  /// A failure with the system's error number.
  public init(operation: String, path: String, code: Int32) {
    (self.operation, self.path, self.code, detail) = (operation, path, code, nil)
  }

  /// A failure in our own words: what was wrong, then what to do.
  public init(operation: String, path: String, detail: String) {
    (self.operation, self.path, code, self.detail) = (operation, path, 0, detail)
  }

  /// One sentence: what was wrong with which file, then what to do about it.
  public var description: String {
    if let detail { return "cannot \(operation) \(path): \(detail)" }
    return "cannot \(operation) \(path): \(FileError.reason(code)); \(FileError.remedy(code))"
  }

  private static func reason(_ code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  private static func remedy(_ code: Int32) -> String {
    switch code {
    case ENOENT: "check the path"
    case EACCES, EPERM: "check its permissions or choose another place"
    case EROFS: "choose a place that can be written"
    case ENOSPC, EDQUOT, EFBIG: "free some space or choose another disk, then run it again"
    case EISDIR, ENOTDIR: "check whether a file or a folder is meant"
    case EMFILE, ENFILE: "close other programs or raise the limit of open files"
    default: "check the disk and the path, then run it again"
    }
  }
}
