/// How a resize weighs the source samples of a target sample.
public enum ResizeFilter: String, CaseIterable, Hashable, Sendable {
  /// Along each side: area when it shrinks, bilinear when it grows.
  case automatic
  /// The mean over the area that a target sample covers; growing repeats samples.
  case area
  /// Linear between the two nearest samples; shrinking skips samples.
  case bilinear
  /// Lanczos' windowed sinc with three lobes, widened when shrinking.
  case lanczos3
}
