internal import CArchive
internal import Core

extension ArchiveReader {
  private static let firstStep = 4 << 20
  private static let zeros = [UInt8](repeating: 0, count: 64 << 10)

  /// A run of a member's bytes, and where in the member it belongs.
  private struct Piece {
    let bytes: UnsafeRawBufferPointer
    let offset: Int64
  }

  /// Fills the empty buffer with a member's data, growing it as the data really comes.
  mutating func fill(
    _ buffer: inout [UInt8], from member: ArchiveMember
  ) throws(ArchiveError) {
    let limit = tally.limits.maximumMemberBytes
    if let size = member.size, size > buffer.capacity {
      buffer.reserveCapacity(Int(min(size, Int64(ArchiveReader.firstStep))))
    }
    _ = try stream(member, limit: Int64(limit)) { block in
      buffer.append(contentsOf: block)
      return true
    }
  }

  /// Hands over a member's data in order, the holes of a sparse file as zeros.
  ///
  /// A declared size over the limit is refused before anything is read; a size the data does not
  /// keep to, longer or shorter, is damage.
  mutating func stream(
    _ member: ArchiveMember, limit: Int64,
    _ body: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool
  ) throws(ArchiveError) -> Bool {
    if let size = member.size, size > limit {
      throw .memberTooLarge(member: member.displayName, limit: limit)
    }
    let ceiling = member.size ?? limit
    var meter = MemberMeter(member: member, tally: tally)
    var position = Int64(head.count)
    if !head.isEmpty {
      let first = head
      head = []
      try meter.add(first.count, reach: file.reach - startReach)
      let goesOn = try first.withUnsafeBufferPointer { bytes throws(ArchiveError) in
        try body(UnsafeRawBufferPointer(bytes))
      }
      if !goesOn { return false }
    }
    while let piece = try nextPiece(of: member) {
      let end = piece.offset.addingSaturating(Int64(piece.bytes.count))
      guard piece.offset >= position, end <= ceiling else {
        guard member.size != nil else {
          throw .memberTooLarge(member: member.displayName, limit: limit)
        }
        throw .memberDamaged(
          member: member.displayName, detail: "more data than the \(ceiling) bytes declared")
      }
      guard try hole(from: position, to: piece.offset, &meter, body) else { return false }
      position = end
      if piece.bytes.isEmpty { continue }
      try meter.add(piece.bytes.count, reach: file.reach - startReach)
      if try !body(piece.bytes) { return false }
    }
    if let size = member.size, position < size {
      guard isSparse else {
        throw .memberDamaged(
          member: member.displayName, detail: "\(position) of the \(size) bytes declared")
      }
      return try hole(from: position, to: size, &meter, body)
    }
    return true
  }

  /// The current member's first bytes, which are handed over again when it is read.
  mutating func peek(_ count: Int) throws(ArchiveError) -> [UInt8] {
    let member = try unreadMember()
    guard !isSparse else { return [] }
    do {
      while head.count < count, let piece = try nextPiece(of: member) {
        guard piece.offset == Int64(head.count) else { break }
        head.append(contentsOf: piece.bytes)
      }
    } catch {
      if !error.concernsOneMember { failure = error }
      isUnread = false
      throw error
    }
    return head
  }

  private func hole(
    from start: Int64, to end: Int64, _ meter: inout MemberMeter,
    _ body: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool
  ) throws(ArchiveError) -> Bool {
    var left = end - start
    while left > 0 {
      let count = Int(min(left, Int64(ArchiveReader.zeros.count)))
      try meter.add(count, reach: file.reach - startReach)
      let goesOn = try ArchiveReader.zeros.withUnsafeBufferPointer {
        bytes throws(ArchiveError) in
        try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<count]))
      }
      if !goesOn { return false }
      left -= Int64(count)
    }
    return true
  }

  /// The next run of bytes as libarchive has it, without copying: uncompressed, it lies in our own
  /// block, which tells where in the file it is stored.
  private mutating func nextPiece(of member: ArchiveMember) throws(ArchiveError) -> Piece? {
    var start: UnsafeRawPointer?
    var count = 0
    var offset: la_int64_t = 0
    var code: Int32
    repeat {
      code = archive_read_data_block(handle, &start, &count, &offset)
    } while code == ARCHIVE_RETRY
    if code == ARCHIVE_EOF { return nil }
    guard code == ARCHIVE_OK else { throw readingFailure(code, of: member) }
    let bytes = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    if candidate == nil, let place = file.place(of: bytes) { candidate = place - Int64(offset) }
    return Piece(bytes: bytes, offset: Int64(offset))
  }

  private mutating func readingFailure(_ code: Int32, of member: ArchiveMember) -> ArchiveError {
    let name = member.displayName
    if code <= ARCHIVE_FATAL || file.failure != nil {
      let failure = failure(membersRead: memberCount - 1)
      let detail: String
      switch failure {
      case .damaged(_, _, let words), .damagedStream(_, _, let words): detail = words
      default: return failure
      }
      return recover() ? .memberDamaged(member: name, detail: detail) : failure
    }
    let words = ArchiveReader.lastWords(of: handle)
    if words.contains("encrypt") || words.contains("assphrase") {
      return .memberEncrypted(member: name)
    }
    return .memberDamaged(member: name, detail: words)
  }

  /// Where the bytes just read lie in the archive's file, if they really do.
  func storedPlace(of bytes: [UInt8]) -> StoredPlace? {
    guard let candidate, file.bytes.isOneFile, file.bytes.holds(bytes, at: candidate) else {
      return nil
    }
    return StoredPlace(offset: candidate, length: bytes.count, file: nil)
  }
}
