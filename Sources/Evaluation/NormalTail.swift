internal import Core

/// Tails of the standard normal distribution, for tests of significance.
enum NormalTail {
  /// The chance that a standard normal number is further from 0 than `z` on either side.
  ///
  /// Below 2 it is 1 − erf(z/√2). Above, the continued fraction of the tail (Abramowitz and Stegun, 26.2.14) is
  /// evaluated from its 200th term, so that small chances keep their digits: the relative error is below
  /// 10⁻¹³ where the result is at least 10⁻³⁰⁰.
  static func twoSided(_ z: Double) -> Double {
    let x = abs(z)
    guard !x.isNaN else { return 1 }
    if x < 2 { return 1 - Elementary.erf(x * 0.70710678118654752440) }
    var fraction = x
    for term in stride(from: 200.0, through: 1, by: -1) { fraction = x + term / fraction }
    // 2 φ(x) / fraction, with 2/√(2π).
    return 0.79788456080286535588 * Elementary.exp(-x * x / 2) / fraction
  }
}
