public import Core

/// How much a sample of each class weighs in the loss.
public enum ClassWeighting: Hashable, Sendable {
  /// Every sample weighs 1.
  case none
  /// 1 / n for a class of n samples.
  case inverseFrequency
  /// (1 − β) / (1 − βⁿ): the effective number of samples (Cui et al., 2019), 0 ≤ β < 1.
  case effectiveNumber(beta: Double)

  /// The weights of the classes, scaled so that the mean over all samples is 1.
  ///
  /// A class without samples weighs 0, since nothing carries its weight.
  ///
  /// - Parameter classCounts: training samples per class.
  /// - Throws: `SamplingError.betaOutOfRange`.
  public func weights(classCounts: [Int]) throws(SamplingError) -> [Double] {
    switch self {
    case .none: return classCounts.map { $0 > 0 ? 1 : 0 }
    case .inverseFrequency: return ClassSizeWeights.inverseFrequency(classCounts)
    case .effectiveNumber(let beta):
      guard beta >= 0, beta < 1 else { throw .betaOutOfRange(beta) }
      return ClassSizeWeights.effectiveNumber(classCounts, beta: beta)
    }
  }

  /// Refuses balancing and weights together, which would correct one imbalance twice.
  ///
  /// - Throws: `SamplingError.balancedTwice` unless `stackWeights`, and `.weightedTwice` in any case where the
  ///   balancing is weights itself.
  public func check(
    with balancing: Balancing, stackWeights: Bool
  ) throws(SamplingError) {
    guard self != .none, balancing != .none else { return }
    if case .weights = balancing { throw .weightedTwice }
    if !stackWeights { throw .balancedTwice }
  }

  /// The weighting as it stands in a manifest, complete.
  public var json: JSON {
    switch self {
    case .none: ["method": "none"]
    case .inverseFrequency: ["method": "inverse-frequency"]
    case .effectiveNumber(let beta): ["method": "effective-number", "beta": .number(beta)]
    }
  }
}

extension ClassWeighting {
  private enum Method: String, CaseIterable {
    case none
    case inverseFrequency = "inverse-frequency"
    case effectiveNumber = "effective-number"
  }

  /// Reads `none`, `inverse-frequency`, `effective-number` (β = 0.999) or `{method: …, beta: …}`.
  ///
  /// - Throws: `SettingsError` that names the line and the nearest known word.
  public init(settings: SettingsNode) throws(SettingsError) {
    guard case .mapping = settings.content else {
      self = ClassWeighting(try settings.choice(Method.self), beta: nil)
      return
    }
    var reader = try settings.mapping()
    let method = try reader.node("method").choice(Method.self)
    let betaNode = reader.optional("beta")
    try reader.finish()
    if let betaNode, method != .effectiveNumber {
      throw betaNode.fail("beta needs the method 'effective-number'")
    }
    let beta = try betaNode?.double(in: 0...1.0.nextDown)
    self.init(method, beta: beta)
  }

  /// Reads how the balancing `weights` weights: `inverse-frequency` where nothing is said.
  init(by: SettingsNode?, beta: SettingsNode?) throws(SettingsError) {
    let method = try by?.choice(Method.self) ?? .inverseFrequency
    if let by, method == .none { throw by.fail("weights by nothing are no balancing; use none") }
    if let beta, method != .effectiveNumber {
      throw beta.fail("beta needs weights by effective-number")
    }
    self.init(method, beta: try beta?.double(in: 0...1.0.nextDown))
  }

  private init(_ method: Method, beta: Double?) {
    switch method {
    case .none: self = .none
    case .inverseFrequency: self = .inverseFrequency
    case .effectiveNumber: self = .effectiveNumber(beta: beta ?? 0.999)
    }
  }
}
