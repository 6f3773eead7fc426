internal import Core

extension Luck {
  /// True with a probability; one draw.
  @inline(__always)
  mutating func happens(_ probability: Double) -> Bool {
    Double(unit()) < probability
  }

  /// A whole number in −limit … limit, to the nearest; one draw.
  @inline(__always)
  mutating func symmetric(_ limit: Int) -> Int {
    Int(((Double(unit()) * 2 - 1) * Double(limit)).rounded())
  }

  /// A whole number in low … high, to the nearest; one draw.
  @inline(__always)
  mutating func between(_ low: Int, _ high: Int) -> Int {
    low + Int((Double(unit()) * Double(high - low)).rounded())
  }
}
