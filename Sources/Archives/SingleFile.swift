internal import Core

/// A source that is one file and no archive: a table, or an image; read as the one member it is.
struct SingleFile: ~Copyable {
  private let file: ArchiveFile
  private let name: String
  private let tally: ReadTally
  private let isHashing: Bool
  private var current: ArchiveMember?
  private var isUnread = false

  init(_ bytes: StoredBytes, name: String, tally: ReadTally, hashing: Bool) {
    file = ArchiveFile(bytes, hashing: hashing)
    (self.name, self.tally, isHashing) = (name, tally, hashing)
  }

  var rawBytesRead: Int64 { file.reach }

  mutating func next() throws(ArchiveError) -> ArchiveMember? {
    current = nil
    guard tally.members == 0 else { return nil }
    let name = Array(name.utf8).withUnsafeBytes {
      MemberName(bytes: $0, fallback: .escape, limit: tally.limits.maximumNameBytes)
    }
    let member = ArchiveMember(index: 0, name: name, kind: .file, size: file.size)
    try tally.count(size: member.size)
    (current, isUnread) = (member, true)
    return member
  }

  mutating func readData(into buffer: inout [UInt8]) throws(ArchiveError) {
    buffer.removeAll(keepingCapacity: true)
    _ = try readBlocks(limit: Int64(tally.limits.maximumMemberBytes)) { block in
      buffer.append(contentsOf: block)
      return true
    }
  }

  mutating func readBlocks(
    limit: Int64, _ body: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool
  ) throws(ArchiveError) -> Bool {
    guard let member = current, isUnread else { throw .noData(member: file.path) }
    if let problem = member.problem { throw problem }
    guard file.size <= limit else {
      throw .memberTooLarge(member: member.displayName, limit: limit)
    }
    isUnread = false
    while true {
      guard let block = file.nextBlock() else {
        throw .file(
          file.failure ?? FileError(operation: "read", path: file.path, detail: "no reason given"))
      }
      if block.isEmpty { break }
      if try !body(block) { return false }
    }
    guard file.reach == file.size else {
      throw .memberDamaged(
        member: member.displayName, detail: "it became shorter while it was read")
    }
    return true
  }

  func storedPlace(of bytes: [UInt8]) -> StoredPlace? {
    guard file.bytes.isOneFile, file.bytes.holds(bytes, at: 0) else { return nil }
    return StoredPlace(offset: 0, length: bytes.count, file: nil)
  }

  func finish() throws(ArchiveError) -> ArchiveSummary {
    let digest = isHashing ? try file.drain(checkingFrom: nil).digest : nil
    return ArchiveSummary(
      rawBytes: file.size, rawDigest: digest, format: "file", filter: "none",
      members: tally.members, warning: nil)
  }
}
