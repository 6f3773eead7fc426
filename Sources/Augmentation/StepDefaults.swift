internal import Core
public import Imaging

/// What a step's settings are unless it says otherwise: the policy's own rules.
public struct StepDefaults: Hashable, Sendable {
  /// What geometric steps read outside the image.
  public var border: Border
  /// How geometric steps read between the pixels.
  public var interpolation: Interpolation
  /// The chance of a step: 0.5 in the policy's list, 1 in a group that has chosen it.
  public var probability: Double

  /// Reflect, bilinear and 0.5 unless said.
  public init(
    border: Border = .reflect, interpolation: Interpolation = .bilinear, probability: Double = 0.5
  ) {
    (self.border, self.interpolation, self.probability) = (border, interpolation, probability)
  }
}

extension SettingsReader {
  /// The step's probability.
  mutating func probability(_ usual: StepDefaults) throws(SettingsError) -> Double {
    try optional("probability")?.double(in: 0...1) ?? usual.probability
  }

  /// The rule outside the image: a word, or `constant` with a value.
  mutating func border(_ usual: Border) throws(SettingsError) -> Border {
    guard let node = optional("border") else { return usual }
    if case .mapping = node.content {
      var reader = try node.mapping()
      let value = try reader.node("constant").int(in: 0...255)
      try reader.finish()
      return .constant(UInt8(value))
    }
    switch try node.string() {
    case "reflect": return .reflect
    case "edge": return .edge
    case "black": return .black
    case "constant": throw node.fail("say which: {constant: 128}, 0…255")
    case let word: throw node.unknown(word, among: ["reflect", "edge", "black", "constant"])
    }
  }

  /// How to read between the pixels.
  mutating func interpolation(_ usual: Interpolation) throws(SettingsError) -> Interpolation {
    try optional("interpolation")?.choice(Interpolation.self) ?? usual
  }
}

extension Border {
  /// As `SettingsReader.border` reads it.
  var json: JSON {
    switch self {
    case .reflect: "reflect"
    case .edge: "edge"
    case .black: "black"
    case .constant(let value): ["constant": .integer(Int(value))]
    }
  }
}
