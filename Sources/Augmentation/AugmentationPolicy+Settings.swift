public import Core

extension AugmentationPolicy {
  /// A policy from a file: `name` and `steps`, a list of mappings that each name a `step`; or the word
  /// `none`.
  ///
  /// - Throws: `SettingsError` naming the place, for unknown steps, keys or values.
  public init(settings: SettingsNode) throws(SettingsError) {
    if case .scalar("none", _) = settings.content {
      self = .none
      return
    }
    var reader = try settings.mapping()
    let name = try reader.node("name").string()
    let nodes = try reader.node("steps").sequence()
    if let format = reader.optional("format"), try format.string() != Self.format {
      throw format.fail("expected '\(Self.format)'")
    }
    try reader.finish()
    var steps: [any AugmentationStep] = []
    for node in nodes { steps.append(try Self.step(node)) }
    self.init(name: name, steps: steps)
  }

  private static let format = "fer-data augmentation/1"

  private static func step(_ node: SettingsNode) throws(SettingsError) -> any AugmentationStep {
    var reader = try node.mapping()
    let word = try reader.node("step")
    let name = try word.string()
    guard let type = knownSteps.first(where: { $0.name == name }) else {
      throw word.unknown(name, among: knownSteps.map { $0.name })
    }
    let step = try type.init(settings: &reader)
    if let version = reader.optional("version"), try version.int() != type.version {
      throw version.fail(
        "version \(try version.int()) of '\(name)' is not this program's (\(type.version)); "
          + "use the program that wrote it")
    }
    try reader.finish()
    return step
  }

  /// The policy, complete: every step with its version and settings; it can be read again.
  public var json: JSON {
    [
      "format": .string(Self.format), "name": .string(name), "steps": .array(steps.map(\.json)),
    ]
  }

  /// SHA-256 of the canonical JSON text.
  public var digest: Digest { Digest.sha256(of: json.text()) }
}

extension AugmentationPolicy: Hashable {
  /// Policies are equal when their JSON is.
  public static func == (left: AugmentationPolicy, right: AugmentationPolicy) -> Bool {
    left.json == right.json
  }

  /// Hashes the JSON.
  public func hash(into hasher: inout Hasher) { hasher.combine(json) }
}
