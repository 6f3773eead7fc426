/// How far a figure of one part of a dataset lies from that of another.
///
/// The measure is the two-sample Kolmogorov–Smirnov statistic D: the greatest distance between the two
/// cumulative distributions, 0 (the same) … 1 (apart). It takes no distribution for granted and does not
/// move when a few images are extreme. Cohen's d, the distance of the means in pooled standard deviations,
/// is told beside it.
public struct DriftComparison: Hashable, Sendable {
  /// What is compared.
  public let measure: QualityMeasure
  /// The name of the first part.
  public let first: String
  /// The name of the second part.
  public let second: String
  /// The images of the first part.
  public let firstCount: Int
  /// The images of the second part.
  public let secondCount: Int
  /// The median of the first part.
  public let firstMedian: Double
  /// The median of the second part.
  public let secondMedian: Double
  /// The Kolmogorov–Smirnov statistic, 0…1.
  public let distance: Double
  /// Cohen's d: the second part's mean less the first's, in pooled standard deviations.
  public let effect: Double
  /// The least D that is not put down to chance: 1.95 √((n + m) / (n m)), one in a thousand.
  public let chance: Double

  /// Compares ascending figures; nil where a part is empty.
  public init?(
    _ measure: QualityMeasure, _ first: (name: String, sorted: [Double]),
    _ second: (name: String, sorted: [Double])
  ) {
    guard !first.sorted.isEmpty, !second.sorted.isEmpty else { return nil }
    self.measure = measure
    (self.first, self.second) = (first.name, second.name)
    (firstCount, secondCount) = (first.sorted.count, second.sorted.count)
    (firstMedian, secondMedian) = (first.sorted.percentile(50), second.sorted.percentile(50))
    distance = Self.distance(first.sorted, second.sorted)
    effect = Self.effect(first.sorted, second.sorted)
    let (n, m) = (Double(first.sorted.count), Double(second.sorted.count))
    chance = 1.95 * ((n + m) / (n * m)).squareRoot()
  }

  /// Whether the parts differ by more than a threshold and by more than chance.
  public func isDrift(beyond threshold: Double) -> Bool {
    distance >= threshold && distance > chance
  }

  /// The greatest distance of the two cumulative distributions.
  static func distance(_ first: [Double], _ second: [Double]) -> Double {
    var (i, j, greatest) = (0, 0, 0.0)
    while i < first.count, j < second.count {
      let value = min(first[i], second[j])
      while i < first.count, first[i] <= value { i += 1 }
      while j < second.count, second[j] <= value { j += 1 }
      let gap = Double(i) / Double(first.count) - Double(j) / Double(second.count)
      greatest = max(greatest, abs(gap))
    }
    return greatest
  }

  private static func effect(_ first: [Double], _ second: [Double]) -> Double {
    func moments(_ values: [Double]) -> (mean: Double, squares: Double) {
      var sum = 0.0
      for value in values { sum += value }
      let mean = sum / Double(values.count)
      var squares = 0.0
      for value in values { squares += (value - mean) * (value - mean) }
      return (mean, squares)
    }
    let (one, two) = (moments(first), moments(second))
    let freedom = Double(max(1, first.count + second.count - 2))
    let pooled = ((one.squares + two.squares) / freedom).squareRoot()
    return pooled > 0 ? (two.mean - one.mean) / pooled : 0
  }
}
