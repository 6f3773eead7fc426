public import Core

/// Everything the catalog knows about one sample.
public struct SampleDetails: Hashable, Sendable {
  /// The sample's row number.
  public let id: Int64
  /// The sample's key.
  public let sampleKey: SampleKey
  /// The source's name.
  public let source: String
  /// The member's path in its source.
  public let member: String
  /// 0 for the first member of this path, 1… for later ones.
  public let occurrence: Int
  /// Where the original bytes lie.
  public let location: ContentLocation
  /// The part of the upright image that is the sample; nil for all of it.
  public let region: PixelBox?
  /// The class the source gave.
  public let importedLabel: Int
  /// The split the dataset's authors put it in.
  public let officialSplit: Split?
  /// The person in the picture, as the source names them.
  public let subject: String?
  /// The image format.
  public let format: String
  /// The width of the upright image.
  public let width: Int
  /// The height of the upright image.
  public let height: Int
  /// 1 gray or 3 RGB.
  public let channels: Int
  /// The EXIF orientation the file carries.
  public let orientation: Int
  /// What was measured of the upright pixels.
  public let measures: ContentMeasures
  /// What the decoder warned of.
  public let warning: String?
  /// The votes behind the label, as the layout wrote them.
  public let votes: JSON?
  /// The soft label the source gave: one share per class.
  public let targets: [Float]?
  /// What cropping came to; nil where nothing has been cropped since it was imported.
  public let crop: SampleCrop?

  /// The digest of the original file.
  public var contentID: ContentID { location.contentID }
}
