public import Core

/// What deciding on a crop needs to know of a sample.
public struct CropCandidate: Hashable, Sendable {
  /// The sample's row number.
  public let sampleID: Int64
  /// The content's row number, for `faces`.
  public let content: Int64
  /// The digest of the original file.
  public let contentID: ContentID
  /// The sample's key.
  public let sampleKey: SampleKey
  /// The class that counts: the decided one, else the imported one.
  public let label: Int
  /// The part of the upright image that is the sample; nil for all of it.
  public let region: PixelBox?
  /// The width of the upright image.
  public let width: Int
  /// The height of the upright image.
  public let height: Int
  /// Whether somebody other than `crop` excludes it.
  public let isExcluded: Bool
  /// Whether somebody other than `crop` says that it is to be used.
  public let isKept: Bool
}
