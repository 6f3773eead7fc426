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
}
