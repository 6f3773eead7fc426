// libarchive brings `struct stat` along, so it is seen through this module.
internal import CArchive
internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// One regular file of a walked folder, open for reading.
struct FolderFile {
  let bytes: StoredBytes
  private static let blockBytes = 128 << 10

  /// Opens the file; what has become a link, a pipe or a device since it was listed is refused.
  init(folder: [UInt8], relative: [UInt8]) throws(ArchiveError) {
    let path = FolderListing.absolute(relative, below: folder)
    let number = fer_open_to_read(path, 0)
    guard number >= 0 else { throw FolderFile.failure(errno, path) }
    let file = StoredBytes.OpenFile(takingOwnership: number)
    var status = stat()
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FolderFile.failure(EINVAL, path)
    }
    bytes = StoredBytes(
      file: file, size: Int64(status.st_size), path: FolderListing.text(path))
  }

  /// Hands over the file block by block, until the body returns false.
  ///
  /// - Returns: Whether all of it was handed over.
  func forEachBlock(
    _ body: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool
  ) throws(ArchiveError) -> Bool {
    let count = Int(min(Int64(FolderFile.blockBytes), max(1, bytes.size)))
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
    defer { block.deallocate() }
    var offset: Int64 = 0
    while offset < bytes.size {
      let got: Int
      do { got = try bytes.read(at: offset, into: block) } catch { throw .memberUnreadable(error) }
      if got == 0 { break }
      offset += Int64(got)
      if try !body(UnsafeRawBufferPointer(rebasing: block[..<got])) { return false }
    }
    return true
  }

  private static func failure(_ code: Int32, _ path: [CChar]) -> ArchiveError {
    .memberUnreadable(
      FileError(operation: "read", path: FolderListing.text(path), code: code))
  }
}
