internal import Core

/// How the learning rate moves from step to step.
public struct Schedule: Hashable, Sendable {
  /// The shapes.
  public enum Shape: String, CaseIterable, Hashable, Sendable {
    /// The same rate throughout, after the warm-up.
    case constant
    /// Up along a cosine to the highest rate, then down along one almost to zero (Smith, 2018).
    case oneCycle = "one-cycle"
    /// Down along a cosine to the minimum, after the warm-up (Loshchilov and Hutter, 2017).
    case cosine
  }

  /// The shape.
  public let shape: Shape
  /// Cosine: the last rate as a share of the highest one.
  public let minimum: Double
  /// The share of all steps that rise (one-cycle), or the epochs of a linear rise (the others).
  public let warmup: Double

  /// Reads `{name: constant|one-cycle|cosine, minimum: 0, warmup: …}`.
  ///
  /// Defaults: one-cycle, warmup 0.3 (a share of all steps); for the others warmup 0 (epochs), minimum 0.
  init(settings: SettingsNode?) throws(SettingsError) {
    guard let settings else {
      (shape, minimum, warmup) = (.oneCycle, 0, 0.3)
      return
    }
    var reader = try settings.mapping()
    let shape = try reader.optional("name")?.choice(Shape.self) ?? .oneCycle
    self.shape = shape
    if shape != .cosine, let node = reader.optional("minimum") {
      throw node.fail("'minimum' is a setting of cosine, not of \(shape.rawValue); remove it")
    }
    minimum = try reader.optional("minimum")?.double(in: 0...1) ?? 0
    let cycle = shape == .oneCycle
    let node = reader.optional("warmup")
    warmup = try node?.double(in: cycle ? 0...0.9 : 0...1000) ?? (cycle ? 0.3 : 0)
    try reader.finish()
  }

  /// The rate of one step as a share of the highest one.
  ///
  /// One-cycle rises from 1/25 and ends at 1/10000 of the highest rate (PyTorch's ends at 1/250000 by default).
  public func factor(step: Int, stepsPerEpoch: Int, epochs: Int) -> Double {
    let total = max(1, stepsPerEpoch * epochs)
    switch shape {
    case .oneCycle:
      let rising = warmup * Double(total)
      let at = Double(step) + 1
      if at < rising { return Self.cosine(from: 1.0 / 25, to: 1, share: at / rising) }
      let share = (at - rising) / max(1, Double(total) - rising)
      return Self.cosine(from: 1, to: 1e-4, share: min(1, share))
    case .constant, .cosine:
      let rising = warmup * Double(stepsPerEpoch)
      if Double(step) < rising { return (Double(step) + 1) / (rising + 1) }
      if shape == .constant { return 1 }
      let share = (Double(step) - rising) / max(1, Double(total) - 1 - rising)
      return Self.cosine(from: 1, to: minimum, share: min(1, share))
    }
  }

  private static func cosine(from start: Double, to end: Double, share: Double) -> Double {
    end + (start - end) * 0.5 * (1 + Elementary.cos(Double.pi * share))
  }

  var json: JSON {
    var members: [String: JSON] = [
      "name": .string(shape.rawValue), "warmup": .number(warmup),
    ]
    if shape == .cosine { members["minimum"] = .number(minimum) }
    return .object(members)
  }
}
