internal import Core

/// What training makes small.
///
/// With probabilities p of the classes and targets t (a label, or shares of the classes after smoothing and
/// mixing), the loss of an image is −Σ tₖ (1 − pₖ)^γ log pₖ. For γ = 0 that is the cross-entropy; for a label
/// it is Lin et al.'s focal loss without its α, which class weights bring.
public enum Loss: Hashable, Sendable {
  /// γ = 0.
  case crossEntropy
  /// Counts images that are right already for less (Lin et al., 2017).
  case focal(gamma: Double)

  private enum Name: String, CaseIterable {
    case crossEntropy = "cross-entropy"
    case focal
  }

  /// Reads `cross-entropy`, `focal` (γ = 2, the paper's) or `{name: focal, gamma: 2}`.
  init(settings: SettingsNode?) throws(SettingsError) {
    guard let settings else {
      self = .crossEntropy
      return
    }
    guard case .mapping = settings.content else {
      self = try settings.choice(Name.self) == .focal ? .focal(gamma: 2) : .crossEntropy
      return
    }
    var reader = try settings.mapping()
    let name = try reader.node("name").choice(Name.self)
    let gamma = reader.optional("gamma")
    try reader.finish()
    if let gamma, name == .crossEntropy {
      throw gamma.fail("'gamma' is a setting of focal, not of cross-entropy; remove it")
    }
    self = name == .focal ? .focal(gamma: try gamma?.double(in: 0...10) ?? 2) : .crossEntropy
  }

  /// The exponent γ; 0 for the cross-entropy.
  var gamma: Double {
    switch self {
    case .crossEntropy: 0
    case .focal(let gamma): gamma
    }
  }

  var json: JSON {
    switch self {
    case .crossEntropy: ["name": "cross-entropy"]
    case .focal(let gamma): ["name": "focal", "gamma": .number(gamma)]
    }
  }
}
