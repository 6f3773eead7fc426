public import Core

/// Where the pixels of a sample are: what comparing pictures needs, and no more.
public struct SamplePicture: Hashable, Sendable {
  /// The sample's row number.
  public let id: Int64
  /// Where the original bytes lie.
  public let location: ContentLocation
  /// What of the upright image is the sample.
  public let cut: PictureCut
  /// The difference hash of the whole upright image.
  public let dHash: UInt64
  /// The cosine hash of the whole upright image.
  public let pHash: UInt64
}

/// What of an upright image is a sample.
public struct PictureCut: Hashable, Sendable {
  /// The part that is the sample; nil for all of it.
  public let region: PixelBox?
  /// What is cut out round its face, where faces were looked for and one was chosen; it counts before the
  /// region.
  public let frame: CropFrame?

  /// Whether all of the image is the sample.
  public var isWhole: Bool { region == nil && frame == nil }
}
