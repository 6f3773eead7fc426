import Core
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Elementary functions")
struct ElementaryTests {
  static let points: [Double] = stride(from: -30.0, through: 30, by: 0.0137).map { $0 }

  /// The distance in units in the last place of the expected value.
  private func ulps(_ value: Double, _ expected: Double) -> Double {
    value == expected ? 0 : abs(value - expected) / expected.ulp
  }

  @Test("exp is within 1 ulp of the C library's")
  func exponential() {
    for x in Self.points { #expect(ulps(Elementary.exp(x), exp(x)) <= 1, "\(x)") }
    for x in [-744.5, -720, -708.4, 0, 1, 700, 709.7] {
      #expect(ulps(Elementary.exp(x), exp(x)) <= 1, "\(x)")
    }
    #expect(Elementary.exp(710) == .infinity)
    #expect(Elementary.exp(-746) == 0)
  }

  @Test("log is within 1 ulp of the C library's")
  func logarithm() {
    for x in Self.points {
      let y = Elementary.exp(x)
      #expect(ulps(Elementary.log(y), log(y)) <= 1, "\(y)")
    }
    for x in [
      Double.leastNonzeroMagnitude, 0x1p-1040, 0.5, 1, 1.4142135623730951, 1.9999999, 1e308,
    ] {
      #expect(ulps(Elementary.log(x), log(x)) <= 1, "\(x)")
    }
    #expect(Elementary.log(0) == -.infinity)
    #expect(Elementary.log(-1).isNaN)
  }

  @Test("sine and cosine are within 1 ulp of the C library's")
  func trigonometry() {
    for x in Self.points + [1e3, 12345.678, -99999.5] {
      #expect(abs(Elementary.sin(x) - sin(x)) <= max(sin(x).ulp, 0x1p-62), "sin \(x)")
      #expect(abs(Elementary.cos(x) - cos(x)) <= max(cos(x).ulp, 0x1p-62), "cos \(x)")
    }
    #expect(Elementary.sin(0) == 0)
    #expect(Elementary.cos(0) == 1)
  }

  @Test("the arctangent is within 1 ulp, that of a point within 2 ulp of the C library's")
  func angles() {
    for x in Self.points + [0.4375, 0.6875, 1.1875, 2.4375, 1e-9, 1e300, -.infinity] {
      #expect(ulps(Elementary.arctangent(x), atan(x)) <= 1, "\(x)")
      for y in [0.0, 1e-12, 0.3, -2, 77, -1e9] where x != 0 && x.isFinite {
        let found = Elementary.arctangent(y: y, x: x)
        #expect(abs(found - atan2(y, x)) <= 2 * abs(atan2(y, x)).ulp, "\(y) over \(x)")
      }
    }
    #expect(Elementary.arctangent(y: 0, x: 0) == 0)
    #expect(Elementary.arctangent(y: -3, x: 0) == -Double.pi / 2)
    #expect(Elementary.arctangent(.nan).isNaN)
  }

  @Test("tanh is within 3 ulp and erf within 32 ulp of the C library's")
  func saturating() {
    for x in Self.points {
      #expect(ulps(Elementary.tanh(x), tanh(x)) <= 3, "tanh \(x)")
      #expect(ulps(Elementary.erf(x), erf(x)) <= 32, "erf \(x)")
    }
  }

  @Test("powers agree with repeated multiplication and with the C library")
  func powers() {
    #expect(Elementary.power(2, 10) == 1024)
    #expect(Elementary.power(2, -2) == 0.25)
    #expect(Elementary.power(0.9, 0) == 1)
    #expect(ulps(Elementary.power(0.999, 20_000), pow(0.999, 20_000)) < 20_000)
    #expect(ulps(Elementary.power(2.5, 1.75), pow(2.5, 1.75)) < 4)
  }

  @Test("the bits are pinned")
  func pinned() {
    var hasher = SHA256Hasher()
    for x in Self.points {
      let values = [
        Elementary.exp(x), Elementary.log(abs(x)), Elementary.sin(x), Elementary.cos(x),
        Elementary.tanh(x), Elementary.erf(x),
      ]
      values.withUnsafeBytes { hasher.update($0) }
    }
    #expect(hasher.finalize().hex == Self.pinnedBits)
  }
}

extension ElementaryTests {
  static let pinnedBits =
    "f77ae9b5f7eb85d99c6cb191cf89327624a1ec03136d808bca4b5735057653b5"
}
