/// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw
/// ("Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011).
///
/// A block of four words is a pure function of a counter and a key: no state, no order of calls.
@frozen
public enum Philox4x32 {
  /// The four words for a counter and a key.
  @inlinable
  public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var c = counter
    var k = key
    for round in 0..<10 {
      if round > 0 { k = k &+ SIMD2(0x9E37_79B9, 0xBB67_AE85) }
      let p0 = UInt64(0xD251_1F53) &* UInt64(c.x)
      let p1 = UInt64(0xCD9E_8D57) &* UInt64(c.z)
      c = SIMD4(
        UInt32(truncatingIfNeeded: p1 >> 32) ^ c.y ^ k.x,
        UInt32(truncatingIfNeeded: p1),
        UInt32(truncatingIfNeeded: p0 >> 32) ^ c.w ^ k.y,
        UInt32(truncatingIfNeeded: p0))
    }
    return c
  }
}
