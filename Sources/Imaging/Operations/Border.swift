/// What a geometric step reads outside the image.
public enum Border: String, CaseIterable, Hashable, Sendable {
  /// The image mirrored at its edge, without repeating the edge sample.
  case reflect
  /// The edge sample repeated.
  case edge
  /// Black.
  case black
}
