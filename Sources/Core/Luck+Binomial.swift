extension Luck {
  /// How many of `trials` independent trials succeed, each with chance `chance`.
  ///
  /// A mean below 10 is drawn by inversion, a larger one by Hörmann's transformed rejection (BTRS, 1993).
  /// The number of draws varies: take it last from a stream, or from a stream of its own. Only our own
  /// logarithm and exponential are used, so the counts are the same on every machine. A chance outside
  /// 0…1 counts as the nearer end.
  public mutating func binomial(_ trials: Int, _ chance: Double) -> Int {
    guard trials > 0, chance > 0 else { return 0 }
    guard chance < 1 else { return trials }
    if chance > 0.5 { return trials - binomial(trials, 1 - chance) }
    return Double(trials) * chance < 10
      ? binomialByInversion(trials, chance) : binomialByRejection(trials, chance)
  }

  private mutating func unit53() -> Double { Double(nextUInt64() >> 11) * 0x1p-53 }

  /// Counts up the probabilities from 0 until they pass a uniform number.
  private mutating func binomialByInversion(_ trials: Int, _ chance: Double) -> Int {
    let ratio = chance / (1 - chance)
    let none = Elementary.exp(Double(trials) * Elementary.log(1 - chance))
    while true {
      var rest = unit53()
      var probability = none
      // A mean below 10 passes 120 with a chance below 10⁻⁸⁰; the bound guards against rounding alone.
      for count in 0...min(trials, 120) {
        if rest < probability { return count }
        rest -= probability
        probability *= ratio * Double(trials - count) / Double(count + 1)
      }
    }
  }

  private mutating func binomialByRejection(_ trials: Int, _ chance: Double) -> Int {
    let n = Double(trials)
    let spread = (n * chance * (1 - chance)).squareRoot()
    let b = 1.15 + 2.53 * spread
    let a = -0.0873 + 0.0248 * b + 0.01 * chance
    let center = n * chance + 0.5
    let sure = 0.92 - 4.2 / b
    let alpha = (2.83 + 5.1 / b) * spread
    let ratio = chance / (1 - chance)
    let mode = ((n + 1) * chance).rounded(.down)
    while true {
      let u = unit53() - 0.5
      let v = unit53()
      let edge = 0.5 - abs(u)
      let k = ((2 * a / edge + b) * u + center).rounded(.down)
      if edge >= 0.07, v <= sure { return Int(k) }
      guard k >= 0, k <= n else { continue }
      let height = Elementary.log(v * alpha / (a / (edge * edge) + b))
      let left = (mode + 0.5) * Elementary.log((mode + 1) / (ratio * (n - mode + 1)))
      let middle = (n + 1) * Elementary.log((n - mode + 1) / (n - k + 1))
      let right = (k + 0.5) * Elementary.log(ratio * (n - k + 1) / (k + 1))
      let tails = stirling(mode) + stirling(n - mode) - stirling(k) - stirling(n - k)
      if height <= left + middle + right + tails { return Int(k) }
    }
  }
}

/// What Stirling's formula for ln k! lacks: ln k! − (k + ½) ln(k + 1) + (k + 1) − ½ ln 2π.
private func stirling(_ k: Double) -> Double {
  if k <= 9 { return smallStirling[Int(k)] }
  let next = k + 1
  let square = next * next
  return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / next
}

private let smallStirling = [
  0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.02079067210376509,
  0.01664469118982119, 0.01387612882307075, 0.01189670994589177, 0.01041126526197209,
  0.009255462182712733, 0.008330563433362871,
]
