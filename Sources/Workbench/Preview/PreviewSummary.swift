public import Core

/// The sheet that was drawn.
public struct PreviewSummary: Sendable {
  /// The PNG.
  public let path: String
  /// The kind of sheet.
  public let mode: PreviewMode
  /// How many images it shows, or that went into it.
  public let images: Int
  /// The width of the PNG in pixels.
  public let width: Int
  /// The height of the PNG in pixels.
  public let height: Int
  /// What it shows, from top to bottom: samples, or classes.
  public let shown: [JSON]
  /// The SHA-256 of the PNG.
  public let digest: Digest

  /// For programs.
  public var json: JSON {
    [
      "height": .integer(height), "images": .integer(images), "mode": .string(mode.word),
      "path": .string(path), "sha256": .string(digest.hex), "shown": .array(shown),
      "width": .integer(width),
    ]
  }
}
