/// A stream of draws: the words of Philox blocks 0, 1, 2, … of one sample and epoch.
@frozen
public struct Luck: Sendable {
  @usableFromInline let key: SIMD2<UInt32>
  @usableFromInline var counter: SIMD4<UInt32>
  @usableFromInline var block: SIMD4<UInt32> = .zero
  @usableFromInline var used = 4

  @inlinable init(key: SIMD2<UInt32>, word: UInt64, epoch: UInt32) {
    self.key = key
    counter = SIMD4(
      UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32), epoch, 0)
  }

  /// The next 32 bits.
  @inlinable public mutating func nextUInt32() -> UInt32 {
    if used == 4 {
      block = Philox4x32.block(counter: counter, key: key)
      counter.w &+= 1
      used = 0
    }
    defer { used += 1 }
    return block[used]
  }

  /// The next 64 bits: two draws, the first one low.
  @inlinable public mutating func nextUInt64() -> UInt64 {
    let low = UInt64(nextUInt32())
    return low | UInt64(nextUInt32()) << 32
  }

  /// A number in [0, 1) from the top 24 bits of one draw.
  @inlinable public mutating func unit() -> Float {
    Float(nextUInt32() >> 8) * 0x1p-24
  }

  /// A number in [low, high): `low + unit × (high − low)`, one draw.
  @inlinable public mutating func uniform(_ low: Float, _ high: Float) -> Float {
    low + unit() * (high - low)
  }

  /// A number in 0..<count by one 64-bit draw (multiply-high; the bias is below count × 2⁻⁶⁴).
  ///
  /// For a count below 1 the answer is 0.
  @inlinable public mutating func index(below count: Int) -> Int {
    let draw = nextUInt64()
    guard count > 0 else { return 0 }
    return Int(draw.multipliedFullWidth(by: UInt64(count)).high)
  }

  /// A standard normal number: Box and Muller (1958), two draws.
  public mutating func normal() -> Double {
    let first = (Double(nextUInt32()) + 0.5) * 0x1p-32
    let second = Double(nextUInt32()) * 0x1p-32
    let radius = (-2 * Elementary.log(first)).squareRoot()
    return radius * Elementary.cos(2 * Double.pi * second)
  }

  /// Shuffles in place (Fisher and Yates): one 64-bit draw for every element but one.
  @inlinable public mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, index(below: last + 1))
    }
  }
}
