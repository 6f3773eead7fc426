internal import Core

extension ContrastChange {
  private static let words = ["none", "equalize", "clahe", "percentile", "gamma"]

  /// The step of a settings file; nil: none.
  static func read(_ node: SettingsNode?) throws(SettingsError) -> ContrastChange? {
    guard var step = try StepSettings(node) else { return nil }
    let word = try step.method.string()
    let change: ContrastChange
    switch word {
    case "equalize": change = .equalize
    case "clahe":
      change = .clahe(
        clip: try step.double("clip", 2, in: Image.claheClips),
        tiles: try step.int("tiles", 8, in: Image.claheTiles))
    case "percentile":
      change = .percentile(
        low: try step.int("low", 1, in: Image.lowPercents),
        high: try step.int("high", 99, in: Image.highPercents))
    case "gamma": change = .gamma(try step.double("gamma", 0.7, in: Image.gammas))
    default: throw step.method.unknown(word, among: words)
    }
    try step.finish()
    return change
  }

  /// The step with all its parameters.
  var members: [String: JSON] {
    let method = JSON.string(name)
    switch self {
    case .equalize: return ["method": method]
    case .clahe(let clip, let tiles):
      return ["method": method, "clip": .plain(clip), "tiles": .integer(tiles)]
    case .percentile(let low, let high):
      return ["method": method, "low": .integer(low), "high": .integer(high)]
    case .gamma(let gamma): return ["method": method, "gamma": .plain(gamma)]
    }
  }
}

extension Sharpening {
  /// The step of a settings file; nil: none.
  static func read(_ node: SettingsNode?) throws(SettingsError) -> Sharpening? {
    guard var step = try StepSettings(node) else { return nil }
    let word = try step.method.string()
    guard word == "unsharp" else { throw step.method.unknown(word, among: ["none", "unsharp"]) }
    let sharpening = Sharpening(
      amount: try step.double("amount", 1, in: Image.sharpeningAmounts),
      sigma: try step.double("sigma", 1, in: GaussianWeights.sigmas),
      below: try step.double("below", in: 0...1_000_000))
    try step.finish()
    return sharpening
  }

  /// The step with all its parameters.
  var members: [String: JSON] {
    var members: [String: JSON] = [
      "method": "unsharp", "amount": .plain(amount), "sigma": .plain(sigma),
    ]
    if let below { members["below"] = .plain(below) }
    return members
  }
}

extension Standardization {
  /// The step of a settings file; nil: none.
  static func read(_ node: SettingsNode?) throws(SettingsError) -> Standardization? {
    guard var step = try StepSettings(node) else { return nil }
    let word = try step.method.string()
    guard word == "image" else { throw step.method.unknown(word, among: ["none", "image"]) }
    let target = Standardization(
      mean: try step.int("mean", 128, in: Image.standardMeans),
      deviation: try step.int("deviation", 64, in: Image.standardDeviations))
    try step.finish()
    return target
  }

  /// The step with all its parameters.
  var members: [String: JSON] {
    ["method": "image", "mean": .integer(mean), "deviation": .integer(deviation)]
  }
}

extension ResizeFit {
  /// The fit of a settings file; by default a stretch.
  static func read(_ node: SettingsNode?) throws(SettingsError) -> ResizeFit {
    guard var step = try StepSettings(node) else { return .stretch }
    let word = try step.method.string()
    let fit: ResizeFit
    switch word {
    case "stretch": fit = .stretch
    case "crop": fit = .crop
    case "letterbox": fit = .letterbox(try LetterboxFill.read(step.reader?.optional("fill")))
    default: throw step.method.unknown(word, among: ["stretch", "letterbox", "crop"])
    }
    try step.finish()
    return fit
  }

  /// The fit with all its parameters.
  var members: [String: JSON] {
    guard case .letterbox(let fill) = self else { return ["method": .string(name)] }
    return ["method": .string(name), "fill": fill.json]
  }
}

extension LetterboxFill {
  static func read(_ node: SettingsNode?) throws(SettingsError) -> LetterboxFill {
    guard let node else { return .black }
    switch node.content {
    case .scalar("black", _): return .black
    case .scalar("edge", _): return .edge
    case .scalar("mean", _): return .mean
    default: return .level(UInt8(clamping: try node.int(in: 0...255)))
    }
  }

  var json: JSON {
    switch self {
    case .edge: "edge"
    case .mean: "mean"
    case .level(let level): .integer(Int(level))
    }
  }
}
