/// A known defect of a planted file.
public enum PlantedDefect: String, CaseIterable, Hashable, Sendable {
  /// The bytes of another file of the same class.
  case exactDuplicate = "exact-duplicate"
  /// The bytes of a file of another class: two labels for one image.
  case exactDuplicateOtherClass = "exact-duplicate-other-class"
  /// Another file of the same class, encoded again, shifted by a pixel or brighter.
  case nearDuplicate = "near-duplicate"
  /// A file of another class, encoded again, shifted by a pixel or brighter.
  case nearDuplicateOtherClass = "near-duplicate-other-class"
  /// A face in the folder of a class it does not show.
  case mislabeled
  /// A header with flipped bytes; does not decode.
  case corrupt
  /// The first part of a file; does not decode without damage.
  case truncated
  /// One gray level all over.
  case blank
  /// A face blurred beyond use.
  case blurred
  /// Another file of the class with turned pixels and the EXIF orientation that turns them back.
  case rotatedByEXIF = "rotated-by-exif"
  /// A sound image of the other format under this format's extension.
  case wrongExtension = "wrong-extension"
  /// Text under an image's extension.
  case notAnImage = "not-an-image"
  /// Another file of the class, encoded as JPEG with a quality of 30 to 90.
  case recompressed
  /// Another file of the class at 90 to 110 percent of its size.
  case rescaled
  /// Another file of the class without 2 to 4 pixels of its sides, at its old size again.
  case cropped
  /// Another file of the class, 10 to 20 percent brighter or darker.
  case relit
  /// Another file of the class under noise of 4 to 8 levels.
  case noised
  /// Another file of the class, mirrored.
  case mirrored
  /// Another file of the class, turned by one to three quarters.
  case quarterTurned = "quarter-turned"
  /// Another file of the class with a small mark in a corner.
  case watermarked
  /// A face with a quarter of its light.
  case dark
  /// A face washed out to the brightest third.
  case light
  /// A face with a fifth of its contrast.
  case lowContrast = "low-contrast"
  /// A face under noise of 24 to 32 levels.
  case noisy
  /// Lines of text on a plain page, or a sign on a dark one.
  case placeholder
  /// A face at three times the size.
  case oddSize = "odd-size"
  /// A face squeezed to half its width.
  case oddAspect = "odd-aspect"

  /// Whether it shows the picture of another file, changed in a way that leaves it the same picture.
  public var isVariation: Bool {
    switch self {
    case .recompressed, .rescaled, .cropped, .relit, .noised, .mirrored, .quarterTurned,
      .watermarked:
      true
    default: false
    }
  }
}
