/// What a geometric step reads outside the image.
public enum Border: Hashable, Sendable {
  /// The image mirrored at its edge, without repeating the edge sample.
  case reflect
  /// The edge sample repeated.
  case edge
  /// One value, in every channel.
  case constant(UInt8)

  /// The constant 0.
  public static let black = Border.constant(0)
}
