/// IEEE 754 binary16 bits from and to `Float`, by integer arithmetic.
///
/// `Float16` does not exist on every platform Swift runs on, and a shard's bytes may not depend on
/// the machine, so the bits are made here.
public enum HalfPrecision {
  /// The binary16 nearest to `value`, ties to even; overflow gives infinity, NaN stays NaN.
  public static func bits(_ value: Float) -> UInt16 {
    let word = value.bitPattern
    let sign = UInt16(truncatingIfNeeded: (word >> 16) & 0x8000)
    let magnitude = word & 0x7FFF_FFFF
    if magnitude >= 0x7F80_0000 {
      return sign | (magnitude > 0x7F80_0000 ? 0x7E00 : 0x7C00)
    }
    // 65520 and above round to infinity.
    if magnitude >= 0x477F_F000 { return sign | 0x7C00 }
    let exponent = Int(magnitude >> 23) - 127
    if exponent >= -14 {
      let rebiased = magnitude - UInt32(127 - 15) << 23
      return sign | UInt16(truncatingIfNeeded: roundedShift(rebiased, by: 13))
    }
    // Subnormal: the significand, with its leading one, in units of 2^-24.
    guard exponent >= -25 else { return sign }
    let significand = (magnitude & 0x007F_FFFF) | 0x0080_0000
    return sign | UInt16(truncatingIfNeeded: roundedShift(significand, by: UInt32(-1 - exponent)))
  }

  /// The exact value of binary16 `bits`.
  public static func float(_ bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let exponent = UInt32(bits >> 10) & 0x1F
    let fraction = UInt32(bits & 0x03FF)
    switch exponent {
    case 0:
      // Exact: at most ten bits times a power of two.
      let magnitude = Float(fraction) * Float(bitPattern: 0x3380_0000)
      return Float(bitPattern: magnitude.bitPattern | sign)
    case 31:
      return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    default:
      return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }

  /// `word / 2^count` rounded to nearest, ties to even; `count` is 1…24.
  private static func roundedShift(_ word: UInt32, by count: UInt32) -> UInt32 {
    let kept = word >> count
    let rest = word & ((1 << count) - 1)
    let half = UInt32(1) << (count - 1)
    return rest > half || (rest == half && kept & 1 == 1) ? kept + 1 : kept
  }
}
