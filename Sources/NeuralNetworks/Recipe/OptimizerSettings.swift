internal import Core

/// How weights follow their gradients.
public struct OptimizerSettings: Hashable, Sendable {
  /// The rules.
  public enum Rule: String, CaseIterable, Hashable, Sendable {
    /// Stochastic gradient descent with momentum, as PyTorch's.
    case sgd
    /// Adam (Kingma and Ba, 2015); weight decay is added to the gradient, as PyTorch's.
    case adam
    /// Adam with decoupled weight decay (Loshchilov and Hutter, 2019).
    case adamw
  }

  /// The rule.
  public let rule: Rule
  /// The highest learning rate; the schedule scales it.
  public let learningRate: Double
  /// SGD: the share of the last step that goes on.
  public let momentum: Double
  /// SGD: look ahead along the momentum.
  public let nesterov: Bool
  /// Adam and AdamW: decay of the mean of gradients.
  public let beta1: Double
  /// Adam and AdamW: decay of the mean of squared gradients.
  public let beta2: Double
  /// Adam and AdamW: added to the denominator.
  public let epsilon: Double
  /// Decay of convolution and linear weights; never of biases and batch normalization.
  public let weightDecay: Double

  /// Reads `{name: sgd|adam|adamw, …}`.
  ///
  /// Defaults: sgd with momentum 0.9, nesterov, weight-decay 5e-4 and learning-rate 0.05; adam and adamw with
  /// beta1 0.9, beta2 0.999, epsilon 1e-8, learning-rate 0.001 and PyTorch's weight-decay, 0 and 0.01.
  init(settings: SettingsNode?) throws(SettingsError) {
    guard let settings else {
      (rule, learningRate, momentum, nesterov) = (.sgd, 0.05, 0.9, true)
      (beta1, beta2, epsilon, weightDecay) = (0.9, 0.999, 1e-8, 5e-4)
      return
    }
    var reader = try settings.mapping()
    let rule = try reader.optional("name")?.choice(Rule.self) ?? .sgd
    for key in rule == .sgd ? ["beta1", "beta2", "epsilon"] : ["momentum", "nesterov"] {
      if let node = reader.optional(key) {
        throw node.fail("'\(key)' is not a setting of \(rule.rawValue); remove it")
      }
    }
    self.rule = rule
    let rate = reader.optional("learning-rate")
    learningRate = try rate?.double(in: 0...100) ?? (rule == .sgd ? 0.05 : 0.001)
    momentum = try reader.optional("momentum")?.double(in: 0...0.9999) ?? 0.9
    let nesterovNode = reader.optional("nesterov")
    nesterov = try nesterovNode?.bool() ?? (momentum > 0)
    if let nesterovNode, nesterov, momentum == 0 {
      throw nesterovNode.fail("nesterov needs a momentum above 0")
    }
    beta1 = try reader.optional("beta1")?.double(in: 0...0.99999) ?? 0.9
    beta2 = try reader.optional("beta2")?.double(in: 0...0.999999) ?? 0.999
    epsilon = try reader.optional("epsilon")?.double(in: 1e-12...1) ?? 1e-8
    let usual = rule == .sgd ? 5e-4 : rule == .adam ? 0 : 0.01
    weightDecay = try reader.optional("weight-decay")?.double(in: 0...10) ?? usual
    try reader.finish()
  }

  var json: JSON {
    var members: [String: JSON] = [
      "name": .string(rule.rawValue), "learning-rate": .number(learningRate),
      "weight-decay": .number(weightDecay),
    ]
    switch rule {
    case .sgd:
      members["momentum"] = .number(momentum)
      members["nesterov"] = .bool(nesterov)
    case .adam, .adamw:
      members["beta1"] = .number(beta1)
      members["beta2"] = .number(beta2)
      members["epsilon"] = .number(epsilon)
    }
    return .object(members)
  }
}
