extension Luck {
  /// A number in [0, 1] of the beta distribution with both parameters `alpha` > 0: mean ½, variance
  /// 1 / (4 (2 alpha + 1)).
  ///
  /// Below 1 by Jöhnk's method (1964), at 1 uniform, above by Cheng's method BB (1978). Both reject, so the
  /// number of draws varies: take it last from a stream, or from a stream of its own. The chance of a
  /// rejection is below ½, and both use our own logarithm and exponential alone.
  public mutating func beta(_ alpha: Double) -> Double {
    if alpha == 1 { return openUnit() }
    return alpha < 1 ? betaBelowOne(alpha) : betaAboveOne(alpha)
  }

  /// A number in (0, 1): the middle of one of 2⁵² equal parts, one 64-bit draw.
  private mutating func openUnit() -> Double {
    (Double(nextUInt64() >> 12) + 0.5) * 0x1p-52
  }

  /// u^(1/α) / (u^(1/α) + v^(1/α)), accepted where the sum is at most 1.
  ///
  /// In logarithms, since the powers of a small α are below the smallest number.
  private mutating func betaBelowOne(_ alpha: Double) -> Double {
    while true {
      let first = Elementary.log(openUnit()) / alpha
      let second = Elementary.log(openUnit()) / alpha
      let larger = max(first, second)
      let sum = Elementary.exp(first - larger) + Elementary.exp(second - larger)
      guard larger + Elementary.log(sum) <= 0 else { continue }
      return Elementary.exp(first - larger) / sum
    }
  }

  private mutating func betaAboveOne(_ alpha: Double) -> Double {
    let scale = 1 / alpha.squareRoot()
    let gamma = alpha + 1 / scale
    while true {
      let first = openUnit()
      let second = openUnit()
      let v = scale * Elementary.log(first / (1 - first))
      // The ratio w / (α + w) with w = α·e^v, where neither can overflow.
      let ratio = 1 / (1 + Elementary.exp(-v))
      let r = gamma * v - 1.38629436111989061883
      let t = Elementary.log(first * first * second)
      let bound = r + 2 * alpha * Elementary.log(2 / (1 + Elementary.exp(v)))
      if bound >= t { return ratio }
    }
  }
}
