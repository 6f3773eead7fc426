/// What CleanVision measures of one image; the same figures as `Imaging` takes.
public struct CleanVisionFigures: Hashable, Sendable {
  /// The 99th percentile of its brightness, 0…1.
  public var brightest: Double
  /// The 5th percentile of its brightness, 0…1.
  public var darkest: Double
  /// The standard deviation of the edges, in levels.
  public var edges: Double
  /// The standard deviation of the histogram's counts.
  public var histogramDeviation: Double
  /// The entropy in bits.
  public var entropy: Double

  /// All figures of one image.
  public init(
    brightest: Double, darkest: Double, edges: Double, histogramDeviation: Double, entropy: Double
  ) {
    (self.brightest, self.darkest, self.edges) = (brightest, darkest, edges)
    (self.histogramDeviation, self.entropy) = (histogramDeviation, entropy)
  }
}
