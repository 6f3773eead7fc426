extension Elementary {
  /// The arctangent in radians, −π/2 … π/2; error below 1 ulp.
  public static func arctangent(_ x: Double) -> Double {
    guard !x.isNaN else { return x }
    let a = abs(x)
    let value: Double
    switch a {
    case ..<0.4375: value = a - a * arctangentTail(a)
    case ..<0.6875: value = shifted((2 * a - 1) / (2 + a), 0)
    case ..<1.1875: value = shifted((a - 1) / (a + 1), 1)
    case ..<2.4375: value = shifted((a - 1.5) / (1 + 1.5 * a), 2)
    default: value = a < 0x1p66 ? shifted(-1 / a, 3) : arctangentHigh[3] + arctangentLow[3]
    }
    return x < 0 ? -value : value
  }

  /// The angle of the point (x, y) in radians, −π … π, counted from the x axis towards the y axis.
  ///
  /// The error is below 2 ulp; the angle of (0, 0) is 0.
  public static func arctangent(y: Double, x: Double) -> Double {
    guard !x.isNaN, !y.isNaN else { return .nan }
    if y == 0 { return x < 0 ? arctangentHigh[3] * 2 : 0 }
    if x == 0 { return y > 0 ? arctangentHigh[3] : -arctangentHigh[3] }
    let steep = arctangent(abs(y / x))
    let angle = x > 0 ? steep : arctangentHigh[3] * 2 - (steep - arctangentLow[3] * 2)
    return y > 0 ? angle : -angle
  }

  /// The arctangent of one of fdlibm's four middle points, plus that of a small remainder.
  private static func shifted(_ x: Double, _ point: Int) -> Double {
    arctangentHigh[point] - ((x * arctangentTail(x) - arctangentLow[point]) - x)
  }

  /// 1 − atan(x)/x for small x.
  private static func arctangentTail(_ x: Double) -> Double {
    let z = x * x
    let w = z * z
    let even9 = 4.97687799461593236017e-02 + w * 1.62858201153657823623e-02
    let even5 = 9.09088713343650656196e-02 + w * (6.66107313738753120669e-02 + w * even9)
    let even = z * (3.33333333333329318027e-01 + w * (1.42857142725034663711e-01 + w * even5))
    let odd7 = -5.83357013379057348645e-02 + w * -3.65315727442169155270e-02
    let odd3 = -1.11111104054623557880e-01 + w * (-7.69187620504482999495e-02 + w * odd7)
    return even + w * (-1.99999999998764832476e-01 + w * odd3)
  }

  /// atan(0.5), atan(1), atan(1.5) and atan(∞) to the nearest.
  private static let arctangentHigh: InlineArray<4, Double> = [
    4.63647609000806093515e-01, 7.85398163397448278999e-01, 9.82793723247329054082e-01,
    1.57079632679489655800e+00,
  ]
  /// What is missing there.
  private static let arctangentLow: InlineArray<4, Double> = [
    2.26987774529616870924e-17, 3.06161699786838301793e-17, 1.39033110312309984516e-17,
    6.12323399573676603587e-17,
  ]
}
