internal import Archives
internal import Core

/// What a person may say about an import; the defaults import what real datasets are.
public struct ImportOptions: Sendable {
  /// The source's name in the workspace; its file name where `nil`.
  public var name: String?
  /// A built-in taxonomy or a file; the workspace's own, or the layout's in a new one, where `nil`.
  public var taxonomy: String?
  /// Words of the dataset to read as classes; "-" as class sets aside.
  public var map: [String: String] = [:]
  /// The layout's name; detected where `nil`.
  public var layout: String?
  /// What bare label codes mean.
  public var dialect: String?
  /// The columns of a manifest by role.
  public var columns: [String: String] = [:]
  /// FER+'s label file, to be joined to FER2013's table by position.
  public var votes: String?
  /// How votes become labels: majority, probability or multi-target.
  public var voteRule = "majority"
  /// How many last frames of a sequence show its emotion.
  public var peakFrames = 3
  /// How many first frames of a sequence are neutral.
  public var neutralFrames = 1
  /// Whether files that the decoder warns about are accepted.
  public var acceptDamaged = false
  /// Whether the bytes of rejected members are kept, so that `--retry` can try them again.
  public var keepsRejected = true
  /// Whether bytes stay in the source's own file where it holds them uncompressed.
  public var references = false
  /// What a source may hold.
  public var limits = ImportLimits()

  /// Nothing said.
  public init() {}

  /// Reads `word=class` pairs, separated by commas or given one by one.
  public static func pairs(
    _ texts: [String], flag: String, form: String
  ) throws(WorkbenchError) -> [String: String] {
    var pairs: [String: String] = [:]
    for pair in texts.flatMap({ $0.split(separator: ",") }) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw .usage("\(flag) takes \(form) pairs, not '\(pair)'")
      }
      let (key, value) = (String(parts[0]), String(parts[1]))
      if let other = pairs[key], other != value {
        throw .usage("\(flag) names '\(key)' twice, as '\(other)' and as '\(value)'; keep one")
      }
      pairs[key] = value
    }
    return pairs
  }
}

/// How much a source may hold before it, or one member of it, is refused.
public struct ImportLimits: Hashable, Sendable {
  /// The most members of a source, rows of tables aside.
  public var members: Int
  /// The most bytes all members of a source together may unpack to.
  public var totalBytes: Int64
  /// The most bytes of one member, label tables aside.
  public var memberBytes: Int
  /// How many times larger than the archive its members may unpack to.
  public var ratio: Int64
  /// The most pixels of one image.
  public var pixels = 100_000_000

  /// The defaults, which the datasets of the field pass.
  public init() {
    let limits = ArchiveLimits()
    members = limits.maximumMembers
    totalBytes = limits.maximumTotalBytes
    memberBytes = limits.maximumMemberBytes
    ratio = limits.maximumRatio
  }

  func check() throws(WorkbenchError) {
    let flags: [(String, Int64)] = [
      ("--max-members", Int64(members)), ("--max-total-bytes", totalBytes),
      ("--max-member-bytes", Int64(memberBytes)), ("--max-ratio", ratio),
      ("--max-pixels", Int64(pixels)),
    ]
    for (flag, value) in flags where value <= 0 { throw .usage("\(flag) must be positive") }
  }

  var forArchives: ArchiveLimits {
    var limits = ArchiveLimits()
    limits.maximumMembers = members
    limits.maximumTotalBytes = totalBytes
    limits.maximumMemberBytes = memberBytes
    limits.maximumRatio = ratio
    return limits
  }
}
