public import Core
public import Curation
internal import NeuralNetworks

/// What an audit looks for, and when it says so.
public struct AuditSettings: Hashable, Sendable {
  /// The rules for the quality of images, with the thresholds asked for.
  public var rules: [QualityRule]
  /// The set of rules they began as.
  public var preset: QualityPreset
  /// How near duplicates are looked for, where they are.
  public var near: NearDuplicateSettings
  /// How label errors are looked for, which trains networks; nil where they are not.
  public var labels: LabelErrorSettings?
  /// Checks whose findings make the command fail.
  public var failOn: [Check]

  /// Settings as the flags have them.
  ///
  /// - Parameters:
  ///   - preset: the name of a set of rules.
  ///   - thresholds: `CHECK=NUMBER`, each a rule's threshold in the unit of its measure.
  ///   - failOn: names of checks, with commas between them.
  public init(
    preset: String = "faces", thresholds: [String] = [], near: NearDuplicateSettings = .standard,
    labels: LabelErrorSettings? = nil, failOn: String? = nil
  ) throws(WorkbenchError) {
    let preset: QualityPreset = try choice(preset, "--preset")
    var rules = preset.rules
    for text in thresholds { try Self.apply(text, to: &rules, preset: preset) }
    var checks: [Check] = []
    for name in (failOn ?? "").split(separator: ",") {
      let check: Check = try choice(String(name), "--fail-on")
      // What is not looked for would never fail.
      if check.needsPredictions, labels == nil {
        throw .usage("--fail-on \(check.rawValue) needs --labels, which looks for it")
      }
      if check == .nearDuplicate, near.method == .none {
        throw .usage("--fail-on near-duplicate needs the search for near duplicates")
      }
      checks.append(check)
    }
    (self.preset, self.rules, self.failOn) = (preset, rules, checks)
    (self.near, self.labels) = (near, labels)
  }

  /// The rules of a preset, without label errors.
  init(preset: QualityPreset, near: NearDuplicateSettings) {
    (self.preset, rules, self.near) = (preset, preset.rules, near)
    (labels, failOn) = (nil, [])
  }

  private static func apply(
    _ text: String, to rules: inout [QualityRule], preset: QualityPreset
  ) throws(WorkbenchError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let value = Double(parts[1]), value.isFinite else {
      throw .usage("--threshold takes CHECK=NUMBER, such as dark=0.3, not '\(text)'")
    }
    guard let place = rules.firstIndex(where: { $0.check.rawValue == parts[0] }) else {
      let known = rules.map(\.check.rawValue).joined(separator: ", ")
      throw .usage(
        "the preset \(preset.rawValue) has no threshold for '\(parts[0])'; it has: \(known)")
    }
    rules[place].threshold = value
  }

  /// All settings that change what is found.
  public var json: JSON {
    var thresholds: [String: JSON] = [:]
    for rule in rules { thresholds[rule.check.rawValue] = .number(rule.threshold) }
    return [
      "labels": labels?.auditJSON ?? .null, "near": near.json,
      "preset": .string(preset.rawValue), "thresholds": .object(thresholds),
    ]
  }
}

extension LabelErrorSettings {
  /// What the probabilities and the queues depend on.
  var auditJSON: JSON {
    [
      "flat": .number(thresholds.flat), "folds": .integer(folds),
      "predictions": .bool(predictions != nil), "recipe": recipe.json, "seed": .seed(seed),
      "two-peaks": .number(thresholds.twoPeaks),
    ]
  }
}
