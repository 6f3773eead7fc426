public import Core

extension AugmentationPolicy {
  /// A policy from a file: `name`, `steps`, a list of mappings that each name a `step` or hold a group
  /// (`one-of`, `some-of`), and the steps' usual `border` and `interpolation`; or the word `none`.
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
    var defaults = StepDefaults()
    defaults.border = try reader.border(defaults.border)
    defaults.interpolation = try reader.interpolation(defaults.interpolation)
    if let format = reader.optional("format"), try format.string() != Self.format {
      throw format.fail("expected '\(Self.format)'")
    }
    try reader.finish()
    var items: [PolicyItem] = []
    for node in nodes { items.append(try PolicyItem(node, defaults: defaults)) }
    self.init(name: name, items: items)
  }

  private static let format = "fer-data augmentation/1"

  /// The policy, complete: every step with its version and settings; it can be read again.
  public var json: JSON {
    [
      "format": .string(Self.format), "name": .string(name), "steps": .array(items.map(\.json)),
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
