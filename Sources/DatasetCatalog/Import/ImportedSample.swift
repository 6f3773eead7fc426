public import Core

/// One face of an accepted member, as its source describes it.
public struct ImportedSample: Hashable, Sendable {
  /// The index of the class in the workspace's taxonomy.
  public var label: Int
  /// The part of the upright image that is the sample; nil for all of it.
  public var region: PixelBox?
  /// The split the dataset's authors put it in.
  public var officialSplit: Split?
  /// The person in the picture, as the source names them.
  public var subject: String?
  /// The votes behind the label, as the layout writes them.
  public var votes: JSON?
  /// The soft label: one share per class.
  public var targets: [Float]?
  /// Why the source's own rule leaves it out; an exclude decision says so when it is first stored.
  public var exclusion: String?
  /// The author of that decision.
  public var author: String

  /// One face of an accepted member.
  public init(
    label: Int, region: PixelBox? = nil, officialSplit: Split? = nil, subject: String? = nil,
    votes: JSON? = nil, targets: [Float]? = nil, exclusion: String? = nil,
    author: String = "import"
  ) {
    self.label = label
    self.region = region
    self.officialSplit = officialSplit
    self.subject = subject
    self.votes = votes
    self.targets = targets
    self.exclusion = exclusion
    self.author = author
  }

  /// What tells whether a member was imported with these labels, regions and targets before.
  ///
  /// The order of the samples does not count. Not for storage: it may differ between versions.
  public static func fingerprint(of samples: [ImportedSample]) -> UInt64 {
    samples.reduce(0) {
      $0 &+ fingerprint(label: $1.label, region: $1.region, targets: $1.targets ?? [])
    }
  }

  static func fingerprint(label: Int, region: PixelBox?, targets: [Float]) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    func add(_ number: UInt64) {
      // The finalizer of SplitMix64.
      hash = (hash ^ number) &* 0xBF58_476D_1CE4_E5B9
      hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
      hash ^= hash >> 31
    }
    add(UInt64(bitPattern: Int64(label)))
    if let region {
      for number in [region.x, region.y, region.width, region.height] {
        add(UInt64(bitPattern: Int64(number)))
      }
    }
    add(UInt64(targets.count))
    for share in targets { add(UInt64(share.bitPattern)) }
    return hash
  }
}
