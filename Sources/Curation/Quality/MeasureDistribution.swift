/// How a figure is spread over all images: percentiles, and a histogram to draw thresholds into.
public struct MeasureDistribution: Hashable, Sendable {
  /// The percents whose percentiles are kept.
  public static let percents = [0, 1, 5, 25, 50, 75, 95, 99, 100]

  /// How many images were measured.
  public let count: Int
  /// The percentiles at ``percents``.
  public let percentiles: [Double]
  /// Where the histogram begins.
  public let low: Double
  /// Where it ends.
  public let high: Double
  /// How many figures fall into each of its even parts; those beyond an end are in its last part.
  public let bins: [Int]

  /// The distribution of some figures; nil where there are none.
  ///
  /// - Parameter bounds: figures that the histogram is to show besides, such as a threshold.
  public init?(_ values: [Double], showing bounds: [Double] = [], parts: Int = 48) {
    let sorted = values.sorted()
    guard let least = sorted.first, let most = sorted.last else { return nil }
    count = sorted.count
    percentiles = Self.percents.map { sorted.percentile(Double($0)) }
    // The outermost thousandths would squeeze everything else.
    var low = sorted.percentile(0.1)
    var high = sorted.percentile(99.9)
    for bound in bounds where bound.isFinite {
      (low, high) = (min(low, bound), max(high, bound))
    }
    // What lies beyond a bound is shown, as far as there is anything.
    let margin = (high - low) / 8
    for bound in bounds where bound.isFinite {
      if bound - low < margin { low = max(min(least, low), bound - margin) }
      if high - bound < margin { high = min(max(most, high), bound + margin) }
    }
    if high <= low { (low, high) = (least, max(most, least + max(abs(least), 1) * 0.01)) }
    (self.low, self.high) = (low, high)
    var bins = [Int](repeating: 0, count: parts)
    let width = (high - low) / Double(parts)
    for value in sorted {
      let place = ((value - low) / width).rounded(.down)
      bins[Int(min(max(place, 0), Double(parts - 1)))] += 1
    }
    self.bins = bins
  }

  /// One of the percentiles that are kept, by its percent.
  public func percentile(_ percent: Int) -> Double? {
    Self.percents.firstIndex(of: percent).map { percentiles[$0] }
  }
}

extension Array where Element == Double {
  /// The percentile of ascending figures: linear between the two nearest ranks, as NumPy's.
  func percentile(_ percent: Double) -> Double {
    guard let last = indices.last else { return 0 }
    let place = percent / 100 * Double(last)
    let rank = Int(place.rounded(.down))
    guard rank < last else { return self[last] }
    return self[rank] + (self[rank + 1] - self[rank]) * (place - Double(rank))
  }
}
