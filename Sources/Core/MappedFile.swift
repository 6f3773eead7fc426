#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A regular file mapped read-only into memory.
///
/// The file must not be shortened while it is mapped; files of this program are replaced by renaming, which
/// leaves the mapping whole.
public final class MappedFile: @unchecked Sendable {
  // Safe to share: the address and the count never change, and the pages are read-only until `deinit`.
  private let base: UnsafeRawPointer?
  /// The number of bytes.
  public let count: Int
  /// The file as it was named.
  public let path: String

  /// Maps the file.
  public init(path: String) throws(FileError) {
    let file = try Descriptor(opening: path, flags: O_RDONLY, operation: "read")
    let count = try file.regularSize(operation: "read")
    (self.path, self.count) = (path, count)
    guard count > 0 else {
      base = nil
      return
    }
    let address = mmap(nil, count, PROT_READ, MAP_SHARED, file.number, 0)
    guard let address, address != MAP_FAILED else {
      throw FileError(operation: "read", path: path, code: errno)
    }
    base = UnsafeRawPointer(address)
  }

  deinit {
    if let base { munmap(UnsafeMutableRawPointer(mutating: base), count) }
  }

  /// Lends the bytes; the buffer must not outlive the call.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: base, count: count))
  }
}
