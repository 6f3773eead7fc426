/// What the readers of one source have met so far, nested archives included, against its limits.
final class ReadTally {
  let limits: ArchiveLimits
  /// The source, as errors name it.
  let path: String
  /// The bytes that ratios are measured against: the source's own.
  private(set) var rawBytes: Int64
  private(set) var members = 0
  /// What all headers declare together, and what was or may be unpacked.
  private var declaredBytes: Int64 = 0
  private var unpackedBytes: Int64 = 0
  /// What came out of the compressions around whole archives.
  private var streamedBytes: Int64 = 0

  init(path: String, limits: ArchiveLimits, rawBytes: Int64) {
    (self.path, self.limits, self.rawBytes) = (path, limits, rawBytes)
  }

  /// Counts a member and what its header declares.
  func count(size: Int64?) throws(ArchiveError) {
    members += 1
    guard members <= limits.maximumMembers else {
      throw .tooManyMembers(path: path, limit: limits.maximumMembers)
    }
    let size = max(0, size ?? 0)
    declaredBytes = declaredBytes.addingSaturating(size)
    // One too large to be read whole is refused alone, or counted while it is streamed.
    if size <= limits.maximumMemberBytes { unpackedBytes = unpackedBytes.addingSaturating(size) }
    try check()
  }

  /// Counts bytes that no header declared, or that were declared by a member too large to be
  /// counted then.
  func countUnpacked(_ bytes: Int, isDeclared: Bool) throws(ArchiveError) {
    if !isDeclared { declaredBytes = declaredBytes.addingSaturating(Int64(bytes)) }
    unpackedBytes = unpackedBytes.addingSaturating(Int64(bytes))
    try check()
  }

  /// Counts what came out of a compression around a whole archive.
  func countStreamed(_ bytes: Int64) throws(ArchiveError) {
    streamedBytes = streamedBytes.addingSaturating(bytes)
    try check()
  }

  /// Adds to the source's own bytes: an archive found in a folder.
  func addRaw(_ bytes: Int64) { rawBytes = rawBytes.addingSaturating(bytes) }

  private func check() throws(ArchiveError) {
    guard max(declaredBytes, streamedBytes) <= limits.maximumTotalBytes else {
      throw .tooManyBytes(path: path, limit: limits.maximumTotalBytes)
    }
    let unpacked = max(unpackedBytes, streamedBytes)
    if unpacked > limits.ratioFreeBytes, rawBytes > 0, unpacked / limits.maximumRatio >= rawBytes {
      throw .tooExpanded(path: path, limit: limits.maximumRatio)
    }
  }
}

extension Int64 {
  /// The sum, or the largest number where it would overflow.
  func addingSaturating(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
