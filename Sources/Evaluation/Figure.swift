public import Core

/// A score, or the reason why there is none; never NaN.
public enum Figure: Hashable, Sendable {
  /// The score.
  case value(Double)
  /// 0/0, and what was missing.
  case undefined(Gap)

  /// What a score would need and does not have.
  public enum Gap: String, Hashable, Sendable, CaseIterable {
    /// There are no samples at all.
    case noSamples = "there are no samples"
    /// The class has no samples.
    case noSupport = "the class has no samples"
    /// Nothing was taken for the class.
    case noPredictions = "no sample was taken for the class"
    /// The class neither has samples nor was anything taken for it.
    case neverSeen = "the class has no samples and none was taken for it"
    /// Every sample is of the class, so there is nothing to tell it from.
    case noOthers = "every sample is of the class"
    /// The labels or the predictions are all of one class.
    case oneClass = "all labels or all predictions are of one class"
    /// The model only named classes.
    case noProbabilities = "only classes were predicted, no probabilities"
  }

  /// A quotient, or the reason when the divisor is 0.
  public static func ratio(_ dividend: Double, _ divisor: Double, or gap: Gap) -> Figure {
    divisor == 0 ? .undefined(gap) : .value(dividend / divisor)
  }

  /// A quotient of counts, or the reason when the divisor is 0.
  public static func ratio(_ dividend: Int, _ divisor: Int, or gap: Gap) -> Figure {
    ratio(Double(dividend), Double(divisor), or: gap)
  }

  /// The mean of the figures that have a value.
  public static func mean(_ figures: [Figure], or gap: Gap) -> Figure {
    let values = figures.compactMap(\.value)
    return ratio(values.reduce(0, +), Double(values.count), or: gap)
  }

  /// The score, where there is one.
  public var value: Double? {
    guard case .value(let value) = self else { return nil }
    return value
  }

  /// Why there is no score.
  public var gap: Gap? {
    guard case .undefined(let gap) = self else { return nil }
    return gap
  }

  /// The number, or null; the reason stands in the report's "undefined".
  public var json: JSON { JSON(value) }
}
