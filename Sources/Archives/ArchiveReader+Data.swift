internal import CArchive
internal import Core

extension ArchiveReader {
  private static let firstStep = 4 << 20

  /// Fills the buffer with a member's data, growing it as the data really comes.
  ///
  /// A declared size over the limit is refused before anything is allocated; a size the data does
  /// not keep to, longer or shorter, is damage.
  mutating func fill(
    _ buffer: inout [UInt8], from member: ArchiveMember
  ) throws(ArchiveError) {
    let name = member.displayName
    let limit = limits.maximumMemberBytes
    guard member.size ?? 0 <= limit else { throw .memberTooLarge(member: name, limit: limit) }
    let declared = member.size.map { Int(max(0, $0)) }
    let ceiling = declared ?? limit
    var target = min(ceiling, declared == nil ? 1 << 16 : ArchiveReader.firstStep)
    var filled = 0
    while filled < ceiling {
      ArchiveReader.resize(&buffer, to: target)
      let got = try read(into: &buffer, from: filled, of: name)
      if got == 0 { break }
      filled += got
      if filled == target { target = min(ceiling, target * 2) }
    }
    ArchiveReader.resize(&buffer, to: filled)
    if filled == ceiling, try hasMore(name) {
      guard declared != nil else { throw .memberTooLarge(member: name, limit: limit) }
      throw .memberDamaged(member: name, detail: "more data than the \(ceiling) bytes declared")
    }
    if let declared, filled < declared {
      throw .memberDamaged(member: name, detail: "\(filled) of the \(declared) bytes declared")
    }
    if member.size == nil {
      declaredBytes = declaredBytes.addingSaturating(Int64(filled))
      unpackedBytes = unpackedBytes.addingSaturating(Int64(filled))
      try checkTotal()
    }
  }

  private mutating func read(
    into buffer: inout [UInt8], from start: Int, of name: String
  ) throws(ArchiveError) -> Int {
    let got = buffer.withUnsafeMutableBytes { bytes in
      ArchiveReader.read(handle, UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
    }
    return try checked(got, of: name)
  }

  private mutating func hasMore(_ name: String) throws(ArchiveError) -> Bool {
    var byte: UInt8 = 0
    let got = withUnsafeMutableBytes(of: &byte) { ArchiveReader.read(handle, $0) }
    return try checked(got, of: name) > 0
  }

  private mutating func checked(_ got: Int, of name: String) throws(ArchiveError) -> Int {
    if got >= 0 { return got }
    if got <= Int(ARCHIVE_FATAL) || file.failure != nil {
      let failure = ArchiveReader.failure(of: handle, file: file, membersRead: memberCount - 1)
      guard case .damaged(_, _, let detail) = failure, recover() else { throw failure }
      throw .memberDamaged(member: name, detail: detail)
    }
    let words = ArchiveReader.lastWords(of: handle)
    if words.contains("encrypt") || words.contains("assphrase") {
      throw .memberEncrypted(member: name)
    }
    throw .memberDamaged(member: name, detail: words)
  }

  private static func read(_ handle: OpaquePointer, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let got = archive_read_data(handle, bytes.baseAddress, bytes.count)
      if got != Int(ARCHIVE_RETRY) { return got }
    }
  }

  private static func resize(_ buffer: inout [UInt8], to count: Int) {
    if buffer.count > count {
      buffer.removeLast(buffer.count - count)
    } else if buffer.count < count {
      buffer.append(contentsOf: repeatElement(0, count: count - buffer.count))
    }
  }
}
