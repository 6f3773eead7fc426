internal import Core

/// Quantiles of Student's t distribution, for means of few samples or groups.
public enum StudentQuantile {
  /// The t within which, on both sides of 0, a share of the distribution with some degrees of freedom lies.
  ///
  /// Up to 200 degrees the distribution function's finite series (Abramowitz and Stegun, 26.7.3 and
  /// 26.7.4) is inverted by bisection; above, the quantile is expanded in powers of 1/degrees (26.7.5),
  /// whose error is then below 10⁻⁹. Infinity below one degree of freedom.
  public static func twoSided(_ share: Double, degrees: Int) -> Double {
    guard degrees >= 1 else { return .infinity }
    let z = NormalQuantile.z(0.5 + share / 2)
    guard degrees <= 200 else { return expanded(z, Double(degrees)) }
    var (low, high) = (0.0, 1.0)
    while within(high, degrees) < share, high < 1e12 { high *= 2 }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if within(middle, degrees) < share { low = middle } else { high = middle }
    }
    return high
  }

  /// The 97.5 % quantile, for a two-sided interval of 95 %.
  static func t95(degrees: Int) -> Double { twoSided(0.95, degrees: degrees) }

  /// The chance of being further from 0 than `t` on either side; above 200 degrees by the normal
  /// distribution at the z of equal chance, z = t(1 − 1/4n)/√(1 + t²/2n) (26.7.8).
  static func outside(_ t: Double, degrees: Int) -> Double {
    guard degrees >= 1 else { return 1 }
    if degrees <= 200 { return max(0, 1 - within(t, degrees)) }
    let n = Double(degrees)
    return NormalTail.twoSided(t * (1 - 1 / (4 * n)) / (1 + t * t / (2 * n)).squareRoot())
  }

  /// The share of the distribution within −t…t.
  static func within(_ t: Double, _ degrees: Int) -> Double {
    let n = Double(degrees)
    let angle = Elementary.arctangent(y: t, x: n.squareRoot())
    let cosine = (n / (n + t * t)).squareRoot()
    let sine = t / (n + t * t).squareRoot()
    let square = cosine * cosine
    let twoOverPi = 2 / Double.pi
    if degrees % 2 == 1 {
      guard degrees > 1 else { return twoOverPi * angle }
      var (term, sum) = (cosine, cosine)
      for k in stride(from: 3, through: degrees - 2, by: 2) {
        term *= square * Double(k - 1) / Double(k)
        sum += term
      }
      return twoOverPi * (angle + sine * sum)
    }
    var (term, sum) = (1.0, 1.0)
    for k in stride(from: 2, through: degrees - 2, by: 2) {
      term *= square * Double(k - 1) / Double(k)
      sum += term
    }
    return sine * sum
  }

  private static func expanded(_ z: Double, _ n: Double) -> Double {
    let z2 = z * z
    let g1 = (z2 + 1) * z / 4
    let g2 = ((5 * z2 + 16) * z2 + 3) * z / 96
    let g3 = (((3 * z2 + 19) * z2 + 17) * z2 - 15) * z / 384
    let g4 = ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) * z / 92160
    return z + (g1 + (g2 + (g3 + g4 / n) / n) / n) / n
  }
}
