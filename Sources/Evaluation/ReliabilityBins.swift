/// Sums over 15 bins of a probability: what calibration is measured from.
///
/// Bin b of 15 holds probabilities in ((b − 1)/15, b/15]; 0 belongs to the first.
struct ReliabilityBins {
  private(set) var counts = Array(repeating: 0, count: Calibration.binCount)
  private(set) var right = Array(repeating: 0, count: Calibration.binCount)
  private(set) var sums = Array(repeating: CompensatedSum(), count: Calibration.binCount)
  /// Σ p(1 − p): the variance that the number of right ones has when the probabilities are true.
  private(set) var spreads = Array(repeating: CompensatedSum(), count: Calibration.binCount)

  mutating func add(_ p: Double, isRight: Bool) {
    let place = Int((p * Double(Calibration.binCount)).rounded(.up)) - 1
    let bin = min(max(place, 0), Calibration.binCount - 1)
    counts[bin] += 1
    if isRight { right[bin] += 1 }
    sums[bin].add(p)
    spreads[bin].add(p * (1 - p))
  }
}
