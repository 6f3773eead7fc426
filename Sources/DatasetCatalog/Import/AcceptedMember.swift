public import Core

/// A member that became a sample, or several: its bytes, what decoding them gave, and its faces.
public struct AcceptedMember: Hashable, Sendable {
  /// The digest of the member's bytes.
  public var contentID: ContentID
  /// The member's bytes; not looked at where the content is in the catalog or lies in place.
  public var bytes: [UInt8]
  /// Where the bytes lie in the source itself, if they are to stay there.
  public var reference: ContentReference?
  /// The image format: "jpeg", "png", "pgm", "tiff", "webp", "bmp" or "gif".
  public var format: String
  /// The width of the upright image.
  public var width: Int
  /// The height of the upright image.
  public var height: Int
  /// 1 gray or 3 RGB.
  public var channels: Int
  /// The EXIF orientation the file carries, 1…8.
  public var orientation: Int
  /// The digest of the upright pixels.
  public var pixelDigest: Digest
  /// What was measured of the upright pixels.
  public var measures: ContentMeasures
  /// What the decoder warned of.
  public var warning: String?
  /// Its faces, one at least: the whole image, or regions of it.
  public var samples: [ImportedSample]

  /// A member that became a sample.
  public init(
    contentID: ContentID, bytes: [UInt8], reference: ContentReference? = nil, format: String,
    width: Int, height: Int, channels: Int, orientation: Int = 1, pixelDigest: Digest,
    measures: ContentMeasures, warning: String? = nil,
    samples: [ImportedSample]
  ) {
    self.contentID = contentID
    self.bytes = bytes
    self.reference = reference
    self.format = format
    self.width = width
    self.height = height
    self.channels = channels
    self.orientation = orientation
    self.pixelDigest = pixelDigest
    self.measures = measures
    self.warning = warning
    self.samples = samples
  }
}
