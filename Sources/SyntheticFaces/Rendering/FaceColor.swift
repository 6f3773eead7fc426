/// The colour of the rendered pictures.
public enum FaceColor: String, CaseIterable, Hashable, Sendable {
  /// One channel, BT.601 luma.
  case gray
  /// Red, green and blue.
  case rgb
}
