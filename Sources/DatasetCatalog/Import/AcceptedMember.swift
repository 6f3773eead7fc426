public import Core

/// A member that became a sample: its bytes, what decoding them gave, and its label.
public struct AcceptedMember: Hashable, Sendable {
  /// The digest of the member's bytes.
  public var contentID: ContentID
  /// The member's bytes; not looked at where the content is in the catalog or lies in place.
  public var bytes: [UInt8]
  /// Where the bytes lie in the source's own file, if they are to stay there.
  public var reference: Range<Int64>?
  /// The image format: "jpeg", "png" or "pgm".
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
  /// The index of the class in the workspace's taxonomy.
  public var label: Int
  /// The split the dataset's authors put it in.
  public var officialSplit: Split?
  /// The person in the picture, as the source names them.
  public var subject: String?

  /// A member that became a sample.
  public init(
    contentID: ContentID, bytes: [UInt8], reference: Range<Int64>? = nil, format: String,
    width: Int, height: Int, channels: Int, orientation: Int = 1, pixelDigest: Digest,
    measures: ContentMeasures, warning: String? = nil, label: Int, officialSplit: Split? = nil,
    subject: String? = nil
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
    self.label = label
    self.officialSplit = officialSplit
    self.subject = subject
  }
}
