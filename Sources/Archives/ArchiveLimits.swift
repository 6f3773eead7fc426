/// How much a source may hold before reading it is refused.
///
/// Checked against what headers declare before anything is allocated, and again while reading,
/// since a header may lie. All but the limits of one member count through nested archives.
public struct ArchiveLimits: Hashable, Sendable {
  /// The largest member that is read whole, in bytes; a larger one is refused alone.
  public var maximumMemberBytes = 128 << 20
  /// The largest table that is streamed, in bytes; for `readBlocks(limit:_:)`.
  public var maximumTableBytes: Int64 = 8 << 30
  /// The most bytes all members together may declare or unpack to.
  public var maximumTotalBytes: Int64 = 1 << 40
  /// The most members of any kind.
  public var maximumMembers = 10_000_000
  /// How many times larger than the archive its members may unpack to.
  public var maximumRatio: Int64 = 1_000
  /// Up to this many unpacked bytes the ratio of the whole source does not matter.
  public var ratioFreeBytes: Int64 = 1 << 30
  /// Up to this many unpacked bytes the ratio of one member does not matter.
  public var memberRatioFreeBytes: Int64 = 64 << 20
  /// The longest name, in bytes of UTF-8, the names of the archives around it included.
  public var maximumNameBytes = 4_096

  /// The defaults: far above any dataset, far below a bomb.
  public init() {}
}
