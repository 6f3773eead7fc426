internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// What comes in through standard input, which can be read only once.
struct StandardInput {
  /// How errors call it.
  static let path = "standard input"
  private static let memoryLimit = 1 << 20
  private let descriptor: Int32

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Copies all of it into a file without a name.
  func spool(into folder: String, limit: Int64) throws(ArchiveError) -> StoredBytes {
    var spool = SpoolFile(folder: folder, memoryLimit: StandardInput.memoryLimit)
    let block = UnsafeMutableRawBufferPointer.allocate(
      byteCount: ArchiveFile.blockBytes, alignment: 64)
    defer { block.deallocate() }
    var total: Int64 = 0
    while true {
      let count = read(descriptor, block.baseAddress, block.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw .file(FileError(operation: "read", path: StandardInput.path, code: errno))
      }
      if count == 0 { break }
      total += Int64(count)
      guard total <= limit else { throw .tooManyBytes(path: StandardInput.path, limit: limit) }
      do { try spool.append(UnsafeRawBufferPointer(rebasing: block[..<count])) } catch {
        throw .file(error)
      }
    }
    guard total > 0 else { throw .emptyFile(path: StandardInput.path) }
    return spool.finish(path: StandardInput.path)
  }

  /// A name for it, with the ending of the table that its first line looks like.
  static func name(for bytes: StoredBytes) -> String {
    let plain = "standard-input"
    guard let head = try? bytes.bytes(at: 0, count: 4_096),
      !head.contains(where: { $0 == 0 || ($0 < 0x20 && !(9...13).contains($0)) })
    else { return plain }
    let line = head.prefix { $0 != 0x0A }
    if line.first == UInt8(ascii: "{") { return plain + ".jsonl" }
    if line.contains(0x09) { return plain + ".tsv" }
    return plain + (line.contains(UInt8(ascii: ",")) ? ".csv" : ".txt")
  }
}
