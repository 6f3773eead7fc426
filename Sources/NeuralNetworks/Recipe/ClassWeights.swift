internal import Core

/// How much a training image of each class counts in the loss, on top of the weight its row has.
public enum ClassWeights: Hashable, Sendable {
  /// All the same.
  case none
  /// 1 / n for a class of n training rows.
  case inverseFrequency
  /// (1 − β) / (1 − βⁿ): the effective number of rows (Cui et al., 2019), 0 ≤ β < 1.
  case effectiveNumber(beta: Double)
  /// One weight a class, in their order.
  case list([Double])
  /// Weights by class name; classes that are not named weigh 1.
  case named([String: Double])

  private enum Method: String, CaseIterable {
    case none
    case inverseFrequency = "inverse-frequency"
    case effectiveNumber = "effective-number"
  }

  private static let largest = 1e6

  /// Reads `none`, `inverse-frequency`, `effective-number` (β = 0.999), `{method: …, beta: …}`, a list of
  /// weights, or a mapping of class names to weights.
  init(settings: SettingsNode?) throws(SettingsError) {
    guard let settings else {
      self = .none
      return
    }
    switch settings.content {
    case .scalar: self = Self.method(try settings.choice(Method.self), beta: nil)
    case .sequence(let elements):
      var weights: [Double] = []
      for element in elements { weights.append(try element.double(in: 0...Self.largest)) }
      guard weights.contains(where: { $0 > 0 }) else {
        throw settings.fail("no class weighs anything; give one a weight above 0")
      }
      self = .list(weights)
    case .mapping(let members):
      if members.contains(where: { $0.key == "method" || $0.key == "beta" }) {
        self = try Self.method(settings)
        return
      }
      var weights: [String: Double] = [:]
      for (name, _, value) in members { weights[name] = try value.double(in: 0...Self.largest) }
      guard weights.count == members.count, !weights.isEmpty else {
        throw settings.fail("every class is named once with its weight")
      }
      self = .named(weights)
    }
  }

  private static func method(_ node: SettingsNode) throws(SettingsError) -> ClassWeights {
    var reader = try node.mapping()
    let method = try reader.node("method").choice(Method.self)
    let beta = reader.optional("beta")
    try reader.finish()
    if let beta, method != .effectiveNumber {
      throw beta.fail(
        "'beta' is a setting of effective-number, not of \(method.rawValue); remove it")
    }
    return Self.method(method, beta: try beta?.double(in: 0...1.0.nextDown))
  }

  private static func method(_ method: Method, beta: Double?) -> ClassWeights {
    switch method {
    case .none: .none
    case .inverseFrequency: .inverseFrequency
    case .effectiveNumber: .effectiveNumber(beta: beta ?? 0.999)
    }
  }

  /// Whether the weights follow from the class sizes, and so correct an imbalance.
  public var correctsImbalance: Bool {
    switch self {
    case .none, .list, .named: false
    case .inverseFrequency, .effectiveNumber: true
    }
  }

  var json: JSON {
    switch self {
    case .none: ["method": "none"]
    case .inverseFrequency: ["method": "inverse-frequency"]
    case .effectiveNumber(let beta): ["method": "effective-number", "beta": .number(beta)]
    case .list(let weights): .array(weights.map(JSON.number))
    case .named(let weights): .object(weights.mapValues(JSON.number))
    }
  }
}

extension ClassWeights {
  /// The weight of every class; nil where all are the same.
  ///
  /// Weights from class sizes are scaled so that their mean over all rows is 1, as the shards' own
  /// (`docs/balancing.md`); a class without rows weighs 0. Written weights are taken as they are.
  ///
  /// - Parameters:
  ///   - counts: training rows of each class.
  ///   - names: the classes, where they are known.
  /// - Throws: `NetworkError.classWeights` when the weights are not those of the classes.
  package func weights(counts: [Int], names: [String]?) throws(NetworkError) -> [Double]? {
    switch self {
    case .none: return nil
    case .inverseFrequency: return ClassSizeWeights.inverseFrequency(counts)
    case .effectiveNumber(let beta):
      return ClassSizeWeights.effectiveNumber(counts, beta: beta)
    case .list(let weights):
      guard weights.count == counts.count else {
        throw .classWeights(
          reason: "there are \(weights.count) for \(counts.count) classes; give each class one")
      }
      return weights
    case .named(let weights):
      guard let names else {
        throw .classWeights(reason: "the classes have no names here; give a list instead")
      }
      for name in weights.keys.sorted() where !names.contains(name) {
        let hint = EditDistance.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
        let known = "(classes: \(names.joined(separator: ", ")))"
        throw .classWeights(
          reason: ["'\(name)' is not a class;", hint, known].compactMap(\.self).joined(
            separator: " "))
      }
      return names.map { weights[$0] ?? 1 }
    }
  }
}
