internal import Core
internal import Imaging

extension Luck {
  /// True with a probability; one draw.
  mutating func happens(_ probability: Double) -> Bool {
    Double(unit()) < probability
  }

  /// A whole number in −limit … limit, to the nearest; one draw.
  mutating func symmetric(_ limit: Int) -> Int {
    Int(((Double(unit()) * 2 - 1) * Double(limit)).rounded())
  }

  /// A whole number in low … high, to the nearest; one draw.
  mutating func between(_ low: Int, _ high: Int) -> Int {
    low + Int((Double(unit()) * Double(high - low)).rounded())
  }
}

extension SettingsReader {
  /// The step's probability; 0.5 unless said.
  mutating func probability() throws(SettingsError) -> Double {
    try optional("probability")?.double(in: 0...1) ?? 0.5
  }

  /// A number in a range that the step rounds to thousandths or so.
  mutating func decimal(
    _ key: String, in range: ClosedRange<Double>, per unit: Int
  ) throws(SettingsError) -> Int {
    Int((try node(key).double(in: range) * Double(unit)).rounded())
  }

  /// The rule outside the image; reflect unless said.
  mutating func border() throws(SettingsError) -> Border {
    try optional("border")?.choice(Border.self) ?? .reflect
  }
}
