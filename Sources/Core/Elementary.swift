/// Elementary functions of our own, the same bits on every machine.
///
/// Only + − × ÷ and √ are used, in the order written; nothing comes from the C library. The kernels follow
/// fdlibm (Sun Microsystems, 1993). Maximum errors are stated in units in the last place (ulp).
public enum Elementary {
  /// The exponential; error below 1 ulp for normal results, 0 below −745.14, infinity above 709.78.
  public static func exp(_ x: Double) -> Double {
    guard !x.isNaN else { return x }
    if x > 709.782712893383973096 { return .infinity }
    if x < -745.13321910194110842 { return 0 }
    let k = (x * 1.44269504088896338700).rounded(.toNearestOrEven)
    let high = x - k * ln2High
    let low = k * ln2Low
    let r = high - low
    let t = r * r
    let p4 = -1.65339022054652515390e-06 + t * 4.13813679705723846039e-08
    let p2 = -2.77777777770155933842e-03 + t * (6.61375632143793436117e-05 + t * p4)
    let c = r - t * (1.66666666666666019037e-01 + t * p2)
    let y = 1 - ((low - (r * c) / (2 - c)) - high)
    return scale(y, by: Int(k))
  }

  /// The natural logarithm; error below 1 ulp.
  ///
  /// Negative → NaN, 0 → −infinity.
  public static func log(_ x: Double) -> Double {
    guard !x.isNaN, x >= 0 else { return .nan }
    if x == 0 { return -.infinity }
    if x == .infinity { return x }
    var k = Double(x.exponent)
    var m = x.significand
    if m > 1.41421356237309504880 {
      m *= 0.5
      k += 1
    }
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even =
      w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let odd6 = 1.818357216161805012e-01 + w * 1.479819860511658591e-01
    let odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + w * odd6))
    let half = 0.5 * f * f
    return k * ln2High - ((half - (s * (half + even + odd) + k * ln2Low)) - f)
  }

  /// A power with a whole exponent, by repeated squaring; a negative exponent gives the reciprocal.
  ///
  /// The relative error is below |exponent| ulp: each squaring doubles the error so far.
  public static func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    var square = base
    var rest = exponent.magnitude
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return exponent < 0 ? 1 / result : result
  }

  /// A power with any exponent: exp(exponent · log(base)), base ≥ 0.
  ///
  /// The relative error is below (2 + |exponent · log(base)|) ulp.
  public static func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0 { return 1 }
    if base == 0 { return exponent > 0 ? 0 : .infinity }
    return exp(exponent * log(base))
  }

  /// The hyperbolic tangent; error below 3 ulp.
  public static func tanh(_ x: Double) -> Double {
    guard !x.isNaN else { return x }
    let a = abs(x)
    if a > 22 { return x < 0 ? -1 : 1 }
    let value: Double
    if a < 0.5 {
      // e^y − 1 for y = 2a ≤ 1 by its Taylor series, which has no cancellation.
      let y = 2 * a
      var series = 1.0
      for n in stride(from: 22.0, through: 2, by: -1) { series = 1 + y / n * series }
      let e = y * series
      value = e / (e + 2)
    } else {
      value = 1 - 2 / (exp(2 * a) + 1)
    }
    return x < 0 ? -value : value
  }

  /// The error function; error below 32 ulp.
  ///
  /// erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!!, whose terms are all positive.
  public static func erf(_ x: Double) -> Double {
    guard !x.isNaN else { return x }
    let a = abs(x)
    if a > 5.9 { return x < 0 ? -1 : 1 }
    var term = a
    var sum = a
    var n = 1.0
    while term > sum * 0x1p-54 {
      term *= 2 * a * a / (2 * n + 1)
      sum += term
      n += 1
    }
    let value = 1.12837916709551257390 * exp(-a * a) * sum
    return x < 0 ? -min(value, 1) : min(value, 1)
  }

  static let ln2High = 6.93147180369123816490e-01
  static let ln2Low = 1.90821492927058770002e-10

  /// y · 2^k without overflow on the way.
  private static func scale(_ y: Double, by k: Int) -> Double {
    if k > 1023 { return y * 0x1p1023 * Double(sign: .plus, exponent: k - 1023, significand: 1) }
    if k < -1022 { return y * Double(sign: .plus, exponent: k + 1022, significand: 1) * 0x1p-1022 }
    return y * Double(sign: .plus, exponent: k, significand: 1)
  }
}
