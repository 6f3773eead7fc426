/// Watches one member while it is read: what no header declared is counted then, and a member that
/// grows far beyond what was read of the file for it is a bomb of its own.
struct MemberMeter {
  private let member: ArchiveMember
  private let tally: ReadTally
  private let isCounted: Bool
  private var bytes: Int64 = 0

  init(member: ArchiveMember, tally: ReadTally) {
    (self.member, self.tally) = (member, tally)
    isCounted = member.size.map { $0 <= tally.limits.maximumMemberBytes } ?? false
  }

  /// Counts bytes that came out, `reach` being how much of the file has been read since the member
  /// began; up to a block of it may have been read before.
  mutating func add(_ count: Int, reach: Int64) throws(ArchiveError) {
    bytes += Int64(count)
    if !isCounted { try tally.countUnpacked(count, isDeclared: member.size != nil) }
    let limits = tally.limits
    guard bytes > limits.memberRatioFreeBytes else { return }
    if bytes / limits.maximumRatio > reach + Int64(ArchiveFile.blockBytes) {
      throw .memberTooExpanded(member: member.displayName, limit: limits.maximumRatio)
    }
  }
}
