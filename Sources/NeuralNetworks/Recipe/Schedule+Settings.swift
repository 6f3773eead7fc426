internal import Core

extension Schedule {
  private enum Name: String, CaseIterable {
    case constant
    case oneCycle = "one-cycle"
    case cosine
    case step
    case multiStep = "multi-step"
    case exponential
    case reduceOnPlateau = "reduce-on-plateau"
  }

  /// The schedules that know a key; `name` and `warmup` belong to all.
  private static let owners: [(key: String, names: [Name])] = [
    ("minimum", [.cosine]), ("minimum-learning-rate", [.cosine, .reduceOnPlateau]),
    ("initial-divisor", [.oneCycle]), ("final-divisor", [.oneCycle]), ("step-size", [.step]),
    ("milestones", [.multiStep]), ("gamma", [.step, .multiStep, .exponential]),
    ("factor", [.reduceOnPlateau]), ("patience", [.reduceOnPlateau]),
    ("min-delta", [.reduceOnPlateau]),
  ]

  /// Reads `{name: one-cycle, …}`: see `docs/training.md` for the keys of each schedule.
  ///
  /// - Parameters:
  ///   - peak: the optimizer's learning rate, which no minimum may exceed.
  ///   - epochs: the recipe's, which warm-up and milestones must lie in.
  init(settings: SettingsNode?, peak: Double, epochs: Int) throws(SettingsError) {
    guard let settings else {
      let shape = Shape.oneCycle(rise: 0.3, initialDivisor: 25, finalDivisor: 10_000)
      self.init(shape: shape, warmup: 0)
      return
    }
    var reader = try settings.mapping()
    let name = try reader.optional("name")?.choice(Name.self) ?? .oneCycle
    for (key, names) in Self.owners {
      guard let node = reader.optional(key), !names.contains(name) else { continue }
      let list = names.map(\.rawValue).joined(separator: " and ")
      throw node.fail("'\(key)' is a setting of \(list), not of \(name.rawValue); remove it")
    }
    let warmupNode = reader.optional("warmup")
    let shape = try Self.shape(name, &reader, warmupNode, peak: peak, epochs: epochs)
    try reader.finish()
    let warmup = name == .oneCycle ? 0 : try warmupNode?.double(in: 0...65_535) ?? 0
    if let warmupNode, warmup >= Double(epochs) {
      throw warmupNode.fail(
        "a warm-up of \(warmup) epochs does not end within \(epochs); shorten it")
    }
    self.init(shape: shape, warmup: warmup)
  }

  private static func shape(
    _ name: Name, _ reader: inout SettingsReader, _ warmup: SettingsNode?, peak: Double,
    epochs: Int
  ) throws(SettingsError) -> Shape {
    switch name {
    case .constant: return .constant
    case .oneCycle:
      return .oneCycle(
        rise: try warmup?.double(in: 0...0.9) ?? 0.3,
        initialDivisor: try reader.optional("initial-divisor")?.double(in: 1...1e9) ?? 25,
        finalDivisor: try reader.optional("final-divisor")?.double(in: 1...1e9) ?? 10_000)
    case .cosine:
      let share = reader.optional("minimum")
      if let rate = try minimumRate(&reader, peak: peak) {
        if let share {
          throw share.fail(
            "'minimum' and 'minimum-learning-rate' say the same in two ways; keep one of them")
        }
        return .cosine(.rate(rate))
      }
      return .cosine(.share(try share?.double(in: 0...1) ?? 0))
    case .step:
      return .step(
        every: try reader.node("step-size").int(in: 1...65_535), gamma: try gamma(&reader) ?? 0.1)
    case .multiStep:
      return .multiStep(
        after: try milestones(reader.node("milestones"), epochs: epochs),
        gamma: try gamma(&reader) ?? 0.1)
    case .exponential:
      guard let gamma = try gamma(&reader) else {
        throw reader.node.fail("exponential needs its gamma, such as 0.95")
      }
      return .exponential(gamma: gamma)
    case .reduceOnPlateau:
      return .reduceOnPlateau(
        Plateau(
          factor: try reader.optional("factor")?.double(in: 0.001...0.999) ?? 0.1,
          patience: try reader.optional("patience")?.int(in: 0...65_535) ?? 10,
          minDelta: try reader.optional("min-delta")?.double(in: 0...1000) ?? 1e-4,
          minimumRate: try minimumRate(&reader, peak: peak) ?? 0))
    }
  }

  private static func gamma(_ reader: inout SettingsReader) throws(SettingsError) -> Double? {
    try reader.optional("gamma")?.double(in: 0.001...1)
  }

  private static func minimumRate(
    _ reader: inout SettingsReader, peak: Double
  ) throws(SettingsError) -> Double? {
    guard let node = reader.optional("minimum-learning-rate") else { return nil }
    let rate = try node.double(in: 0...100)
    guard rate <= peak else {
      throw node.fail("\(rate) is above the optimizer's learning rate of \(peak); lower it")
    }
    return rate
  }

  private static func milestones(
    _ node: SettingsNode, epochs: Int
  ) throws(SettingsError) -> [Int] {
    var result: [Int] = []
    for element in try node.sequence() {
      let epoch = try element.int(in: 1...65_535)
      guard epoch > result.last ?? 0 else { throw element.fail("milestones must rise") }
      guard epoch < epochs else {
        throw element.fail("a milestone of \(epoch) is not before the last of \(epochs) epochs")
      }
      result.append(epoch)
    }
    guard !result.isEmpty else { throw node.fail("multi-step needs at least one milestone") }
    return result
  }

  var json: JSON {
    switch shape {
    case .constant: return ["name": "constant", "warmup": .number(warmup)]
    case .oneCycle(let rise, let initialDivisor, let finalDivisor):
      return [
        "name": "one-cycle", "warmup": .number(rise), "initial-divisor": .number(initialDivisor),
        "final-divisor": .number(finalDivisor),
      ]
    case .cosine(.share(let share)):
      return ["name": "cosine", "warmup": .number(warmup), "minimum": .number(share)]
    case .cosine(.rate(let rate)):
      return ["name": "cosine", "warmup": .number(warmup), "minimum-learning-rate": .number(rate)]
    case .step(let every, let gamma):
      return [
        "name": "step", "warmup": .number(warmup), "step-size": .integer(every),
        "gamma": .number(gamma),
      ]
    case .multiStep(let epochs, let gamma):
      return [
        "name": "multi-step", "warmup": .number(warmup), "gamma": .number(gamma),
        "milestones": .array(epochs.map { .integer($0) }),
      ]
    case .exponential(let gamma):
      return ["name": "exponential", "warmup": .number(warmup), "gamma": .number(gamma)]
    case .reduceOnPlateau(let plateau):
      return [
        "name": "reduce-on-plateau", "warmup": .number(warmup),
        "factor": .number(plateau.factor), "patience": .integer(plateau.patience),
        "min-delta": .number(plateau.minDelta),
        "minimum-learning-rate": .number(plateau.minimumRate),
      ]
    }
  }
}
