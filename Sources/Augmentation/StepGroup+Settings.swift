internal import Core

extension StepGroup {
  /// Groups within groups, at most.
  private static let deepest = 8

  /// A group from a mapping that has the key of its list.
  init(
    _ reader: inout SettingsReader, list: SettingsNode, isOne: Bool, defaults: StepDefaults,
    depth: Int
  ) throws(SettingsError) {
    let nodes = try list.sequence()
    guard (2...Self.maximumMembers).contains(nodes.count) else {
      throw list.fail("a group has 2…\(Self.maximumMembers) members, this one \(nodes.count)")
    }
    guard depth < Self.deepest else {
      throw list.fail("groups stand in one another at most \(Self.deepest) deep")
    }
    choice = isOne ? .one : .some(try Self.counts(reader.node("count"), of: nodes.count))
    probability = try reader.probability(defaults)
    weights = try Self.weights(reader.optional("weights"), of: nodes.count)
    var inner = defaults
    inner.probability = 1
    var members: [PolicyItem] = []
    for node in nodes { members.append(try PolicyItem(node, defaults: inner, depth: depth + 1)) }
    self.members = members
  }

  private static func counts(
    _ node: SettingsNode, of members: Int
  ) throws(SettingsError) -> ClosedRange<Int> {
    guard case .sequence(let ends) = node.content else {
      let count = try node.int(in: 0...members)
      return count...count
    }
    guard ends.count == 2 else {
      throw node.fail("expected a number, or a list of the least and the greatest")
    }
    let (least, most) = (try ends[0].int(in: 0...members), try ends[1].int(in: 0...members))
    guard least <= most else { throw node.fail("the least number stands first; exchange them") }
    return least...most
  }

  private static func weights(
    _ node: SettingsNode?, of members: Int
  ) throws(SettingsError) -> [Double] {
    guard let node else { return [] }
    let list = try node.sequence()
    guard list.count == members else {
      throw node.fail("\(list.count) weights for \(members) members; give each one")
    }
    var weights: [Double] = []
    for weight in list { weights.append(try weight.double(in: 0.001...1000)) }
    return weights
  }

  /// The group, complete.
  var json: JSON {
    var json: [String: JSON] = [
      word: .array(members.map(\.json)), "probability": .number(probability),
    ]
    if case .some(let counts) = choice {
      json["count"] =
        counts.lowerBound == counts.upperBound
        ? .integer(counts.lowerBound)
        : [.integer(counts.lowerBound), .integer(counts.upperBound)]
    }
    if !weights.isEmpty { json["weights"] = .array(weights.map { .number($0) }) }
    return .object(json)
  }
}

extension PolicyItem {
  /// A step, or a group, from its mapping.
  init(_ node: SettingsNode, defaults: StepDefaults, depth: Int = 0) throws(SettingsError) {
    var reader = try node.mapping()
    if let list = reader.optional("one-of") {
      self = .group(
        try StepGroup(&reader, list: list, isOne: true, defaults: defaults, depth: depth))
    } else if let list = reader.optional("some-of") {
      self = .group(
        try StepGroup(&reader, list: list, isOne: false, defaults: defaults, depth: depth))
    } else {
      self = .step(try Self.step(&reader, defaults))
    }
    try reader.finish()
  }

  private static func step(
    _ reader: inout SettingsReader, _ defaults: StepDefaults
  ) throws(SettingsError) -> any AugmentationStep {
    let known = AugmentationPolicy.knownSteps
    let word = try reader.node("step")
    let name = try word.string()
    guard let type = known.first(where: { $0.name == name }) else {
      throw word.unknown(name, among: known.map { $0.name })
    }
    let step = try type.init(settings: &reader, defaults: defaults)
    if let version = reader.optional("version"), try version.int() != type.version {
      throw version.fail(
        "version \(try version.int()) of '\(name)' is not this program's (\(type.version)); "
          + "use the program that wrote it")
    }
    return step
  }
}
