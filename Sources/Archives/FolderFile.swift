// libarchive brings `struct stat` along, so it is seen through this module.
internal import CArchive
internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// One regular file of a walked folder, open for reading.
struct FolderFile: ~Copyable {
  private let descriptor: Int32
  private let path: [CChar]
  private static let blockBytes = 128 << 10

  /// Opens the file; what has become a link, a pipe or a device since it was listed is refused.
  init(folder: [UInt8], relative: [UInt8]) throws(ArchiveError) {
    path = FolderListing.absolute(relative, below: folder)
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw FolderFile.failure(errno, path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FolderFile.failure(EINVAL, path)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Hands over the file block by block.
  func forEachBlock(
    _ body: (UnsafeRawBufferPointer) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    let block = UnsafeMutableRawBufferPointer.allocate(
      byteCount: FolderFile.blockBytes, alignment: 64)
    defer { block.deallocate() }
    while true {
      let count = read(descriptor, block.baseAddress, block.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FolderFile.failure(errno, path) }
      if count == 0 { return }
      try body(UnsafeRawBufferPointer(rebasing: block[..<count]))
    }
  }

  private static func failure(_ code: Int32, _ path: [CChar]) -> ArchiveError {
    .memberUnreadable(
      FileError(operation: "read", path: FolderListing.text(path), code: code))
  }
}
