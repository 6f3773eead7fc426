internal import Core

extension Denoising {
  private static let words = [
    "none", "median3", "median5", "gaussian", "bilateral", "non-local-means", "auto",
  ]
  /// Noise levels that a rule may have.
  private static let levels = 0.0...255.0

  /// The step of a settings file; nil: none.
  static func read(_ node: SettingsNode?) throws(SettingsError) -> Denoising? {
    guard var step = try StepSettings(node) else { return nil }
    let word = try step.method.string()
    let denoiser: Denoiser
    switch word {
    case "median3": denoiser = .median(size: 3)
    case "median5": denoiser = .median(size: 5)
    case "gaussian":
      denoiser = .gaussian(sigma: try step.double("sigma", 0.8, in: GaussianWeights.sigmas))
    case "bilateral":
      denoiser = .bilateral(
        diameter: try step.odd("diameter", 5, in: Image.bilateralDiameters),
        sigmaColor: try step.double("sigma-color", 25, in: Image.bilateralColorSigmas),
        sigmaSpace: try step.double("sigma-space", 2, in: Image.bilateralSpaceSigmas))
    case "non-local-means", "auto":
      denoiser = .nonLocalMeans(
        strength: try step.double("strength", 6, in: Image.nonLocalStrengths),
        template: try step.odd("template", 7, in: Image.nonLocalTemplates),
        search: try step.odd("search", 21, in: Image.nonLocalSearches))
    default: throw step.method.unknown(word, among: words)
    }
    let above = try step.double("above", in: levels)
    try step.finish()
    return Denoising(denoiser, above: above ?? (word == "auto" ? automaticThreshold : nil))
  }

  /// The step with all its parameters.
  var members: [String: JSON] {
    var members = denoiser.members
    if let above { members["above"] = .plain(above) }
    return members
  }
}

extension Denoiser {
  fileprivate var members: [String: JSON] {
    let method = JSON.string(name)
    switch self {
    case .median: return ["method": method]
    case .gaussian(let sigma): return ["method": method, "sigma": .plain(sigma)]
    case .bilateral(let diameter, let sigmaColor, let sigmaSpace):
      return [
        "method": method, "diameter": .integer(diameter), "sigma-color": .plain(sigmaColor),
        "sigma-space": .plain(sigmaSpace),
      ]
    case .nonLocalMeans(let strength, let template, let search):
      return [
        "method": method, "strength": .plain(strength), "template": .integer(template),
        "search": .integer(search),
      ]
    }
  }
}
