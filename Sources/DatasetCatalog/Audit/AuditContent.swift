public import Core

/// What judging quality needs to know of one content; small, so that a million fit.
public struct AuditContent: Sendable {
  /// The content's row number: for `places`, not for anything that must be the same elsewhere.
  public let row: Int64
  /// The digest of the original file.
  public let contentID: ContentID
  /// The image format.
  public let format: String
  /// The bytes of the original file.
  public let bytes: Int
  /// The width of the upright image.
  public let width: Int
  /// The height of the upright image.
  public let height: Int
  /// 1 gray or 3 RGB.
  public let channels: Int
  /// Whether the decoder warned of something.
  public let hasWarning: Bool
  /// What was measured of the upright pixels.
  public var measures: ContentMeasures
}
