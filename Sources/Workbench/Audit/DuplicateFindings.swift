public import Core
public import Curation

/// What a search for duplicates found.
///
/// A *picture* is what several samples with equal upright pixels (and equal region and crop) share; near
/// duplicates are pairs of pictures, each named by the smallest of its samples' keys.
public struct DuplicateFindings: Sendable {
  /// Samples whose pictures are equal.
  public struct ExactGroup: Hashable, Sendable {
    /// One key for each sample, ascending; files with equal bytes have equal keys.
    public let keys: [SampleKey]
    /// The class of each sample, in the same order.
    public let labels: [Int]

    /// Whether they stand under several labels.
    public var isConflict: Bool { Set(labels).count > 1 }
    /// Whether all are the same file, so that no decision by key can tell them apart.
    public var isOneContent: Bool { Set(keys).count == 1 }
  }

  /// Two different pictures that are the same one, changed.
  public struct NearPair: Hashable, Sendable {
    /// The two pictures.
    public let pair: SamplePair
    /// The correlation, −1…1, to six digits.
    public let score: Double
    /// How the second lies over the first.
    public let transform: PairTransform
  }

  /// Pictures joined by near duplicates, directly or by a chain of them.
  ///
  /// The representative is the member with the most near duplicates in the group (of several the smallest
  /// key). Whoever is one of its near duplicates is linked to it; whoever is not is linked by the shortest
  /// chain, and is not claimed to be the same picture.
  public struct NearGroup: Hashable, Sendable {
    /// A member and what it is linked to.
    public struct Member: Hashable, Sendable {
      /// The picture.
      public let key: SampleKey
      /// The member it is linked to, one step nearer to the representative; nil for the representative.
      public let link: SampleKey?
      /// The correlation with that member; 1 for the representative.
      public let score: Double
      /// The steps to the representative: 0 itself, 1 within the radius, more for a chain.
      public let steps: Int
    }

    /// The members: the representative, then by steps, then by key.
    public let members: [Member]

    /// The representative's key.
    public var representative: SampleKey? { members.first?.key }
    /// Whether every member is within the radius of the representative.
    public var isTight: Bool { members.allSatisfy { $0.steps <= 1 } }
  }

  /// A picture, or a person, on two sides of a split.
  public struct Leak: Hashable, Sendable {
    /// What the two samples share.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      /// Equal pixels.
      case exact
      /// A near duplicate.
      case near
      /// A subject.
      case subject
    }

    /// What they share.
    public let kind: Kind
    /// A sample of the earlier split.
    public let earlier: SampleKey
    /// The earlier split.
    public let earlierSplit: Split
    /// A sample of the later split.
    public let later: SampleKey
    /// The later split.
    public let laterSplit: Split
    /// The correlation of a near duplicate; 1 for the others.
    public let score: Double
  }

  /// How many samples and different pictures were compared.
  public let samples: Int
  /// The number of different pictures.
  public let pictures: Int
  /// Groups of equal pictures, by their smallest key.
  public let exactGroups: [ExactGroup]
  /// Near duplicates, by descending score, then by keys.
  public let nearPairs: [NearPair]
  /// Near duplicates joined into groups, largest first, then by smallest key.
  public let nearGroups: [NearGroup]
  /// What lies on two sides of the split; subjects once for each two splits.
  public let leaks: [Leak]
  /// Pictures of one gray level, which correlate with nothing: compared for equality alone.
  public let blanks: Int
  /// Whether all pairs were looked at.
  public let isExhaustive: Bool
  /// How near duplicates were looked for.
  public let settings: NearDuplicateSettings
  /// Pairs left out since a decision says they are not duplicates.
  public let dismissedPairs: Int

  /// The exact groups whose members stand under several labels.
  public var conflicts: [ExactGroup] { exactGroups.filter(\.isConflict) }
}
