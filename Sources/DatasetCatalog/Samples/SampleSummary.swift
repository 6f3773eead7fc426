public import Core

/// What splitting, sampling and auditing need to know of one sample; small, so that a million fit.
public struct SampleSummary: Hashable, Sendable {
  /// The sample's row number: for `details`, not for anything that must be the same elsewhere.
  public let id: Int64
  /// The sample's key.
  public let sampleKey: SampleKey
  /// The digest of the original file.
  public let contentID: ContentID
  /// The digest of the upright pixels.
  public let pixelDigest: Digest
  /// The class that counts: the decided one, else the imported one.
  public let label: Int
  /// The class the source gave.
  public let importedLabel: Int
  /// The split the dataset's authors put it in.
  public let officialSplit: Split?
  /// The subject's row number; equal numbers are the same person of the same source.
  public let subject: Int32?
  /// The source's row number.
  public let source: Int32
  /// The group a decision put it in; equal numbers share a group's name.
  public let decidedGroup: Int32?
  /// The split that a decision puts it in, and whoever shares its group.
  public let pin: Split?
  /// Whether a decision leaves it out; also that another member of its key is the one that counts.
  public internal(set) var isExcluded: Bool
  /// Whether a decision says that it is to be used, whatever checks say.
  public let isKept: Bool
  /// The soft label the source gave: one share per class.
  public let targets: [Float]?
}
