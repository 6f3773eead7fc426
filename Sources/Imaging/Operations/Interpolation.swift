/// How a geometric step reads between the pixels.
public enum Interpolation: String, CaseIterable, Hashable, Sendable {
  /// The mean of the four pixels around, weighted by nearness.
  case bilinear
  /// The nearest pixel; no value that the image does not have.
  case nearest
}
