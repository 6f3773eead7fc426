extension Elementary {
  /// The sine of an angle in radians; error below 1 ulp for |x| ≤ 10⁵, growing beyond.
  public static func sin(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    let (quadrant, high, low) = reduced(x)
    switch quadrant {
    case 0: return sineKernel(high, low)
    case 1: return cosineKernel(high, low)
    case 2: return -sineKernel(high, low)
    default: return -cosineKernel(high, low)
    }
  }

  /// The cosine of an angle in radians; error below 1 ulp for |x| ≤ 10⁵, growing beyond.
  public static func cos(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    let (quadrant, high, low) = reduced(x)
    switch quadrant {
    case 0: return cosineKernel(high, low)
    case 1: return -sineKernel(high, low)
    case 2: return -cosineKernel(high, low)
    default: return sineKernel(high, low)
    }
  }

  /// x − n·π/2 as two numbers, |high| ≤ π/4, and n modulo 4 (Cody and Waite's reduction).
  private static func reduced(_ x: Double) -> (quadrant: Int, high: Double, low: Double) {
    let n = (x * 6.36619772367581382433e-01).rounded(.toNearestOrEven)
    let first = x - n * 1.57079632673412561417e+00
    let second = n * 6.07710050630396597660e-11
    let rest = first - second
    let tail = n * 2.02226624879595063154e-21 - ((first - rest) - second)
    let high = rest - tail
    let low = (rest - high) - tail
    let quarter = n - 4 * (n * 0.25).rounded(.down)
    return (quarter >= 0 && quarter < 4 ? Int(quarter) : 0, high, low)
  }

  private static func sineKernel(_ x: Double, _ y: Double) -> Double {
    let z = x * x
    let v = z * x
    let tail = -2.50507602534068634195e-08 + z * 1.58969099521155010221e-10
    let middle = -1.98412698298579493134e-04 + z * (2.75573137070700676789e-06 + z * tail)
    let r = 8.33333333332248946124e-03 + z * middle
    return x - ((z * (0.5 * y - v * r) - y) - v * -1.66666666666666324348e-01)
  }

  private static func cosineKernel(_ x: Double, _ y: Double) -> Double {
    let z = x * x
    let tail = 2.08757232129817482790e-09 + z * -1.13596475577881948265e-11
    let middle = 2.48015872894767294178e-05 + z * (-2.75573143513906633035e-07 + z * tail)
    let r = z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * middle))
    let half = 0.5 * z
    let w = 1 - half
    return w + (((1 - w) - half) + (z * r - x * y))
  }
}
