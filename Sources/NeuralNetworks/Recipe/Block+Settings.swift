internal import Core

extension Block {
  /// The names of the blocks, as recipes write them.
  static let names = [
    "convolution", "depthwise", "depthwise-separable", "batch-normalization", "activation",
    "max-pool", "average-pool", "global-pool", "global-max-pool", "residual", "dense",
    "squeeze-excitation", "dropout", "flatten", "linear",
  ]

  /// Reads a list of blocks.
  static func list(_ node: SettingsNode) throws(SettingsError) -> [Block] {
    let nodes = try node.sequence()
    guard !nodes.isEmpty else { throw node.fail("a list of blocks is empty; add one") }
    guard nodes.count <= 1_000 else {
      throw node.fail("\(nodes.count) blocks are more than the limit of 1000; use fewer")
    }
    var blocks: [Block] = []
    for element in nodes { blocks.append(try Block(settings: element)) }
    return blocks
  }

  /// Reads one block: a word ("flatten"), or a word with its settings ("convolution: {channels: 32}").
  ///
  /// A lone value is the block's main setting: "convolution: 32", "depthwise: 5", "depthwise-separable: 64",
  /// "max-pool: 2", "activation: relu", "squeeze-excitation: 16", "dense: […]", "dropout: 0.3", "linear: 128".
  /// Defaults: kernel 3, stride 1, padding kernel / 2; pools 2 by 2 with the stride of their size; ratio 16
  /// with relu and sigmoid; dropout 0.5; relu; linear as wide as there are classes.
  /// - Throws: `SettingsError` naming the line and the nearest known word.
  init(settings node: SettingsNode) throws(SettingsError) {
    guard case .mapping(let members) = node.content else {
      try self.init(name: node.string(), at: node, value: nil)
      return
    }
    guard members.count == 1, let member = members.first else {
      throw node.fail("a block is one name with its settings; put each block in its own line")
    }
    try self.init(name: member.key, at: node, value: member.value)
  }

  private init(name: String, at node: SettingsNode, value: SettingsNode?) throws(SettingsError) {
    let value = value.flatMap { $0.isNull ? nil : $0 }
    switch name {
    case "convolution": self = try .convolution(value, at: node)
    case "depthwise": self = try .depthwise(value)
    case "depthwise-separable": self = try .depthwiseSeparable(value, at: node)
    case "dense": self = try .dense(value, at: node)
    case "squeeze-excitation": self = try .squeezeExcitation(value)
    case "activation": self = try .activation(Self.activation(value))
    case "max-pool":
      let (size, stride, padding) = try Self.pool(value, mayPad: true)
      self = .maxPool(size: size, stride: stride, padding: padding)
    case "average-pool":
      let (size, stride, _) = try Self.pool(value, mayPad: false)
      self = .averagePool(size: size, stride: stride)
    case "residual": self = try .residual(value, at: node)
    case "dropout": self = try .dropout(rate: Self.single(value, "rate", Self.rate) ?? 0.5)
    case "linear": self = try .linear(units: Self.single(value, "units", Self.channels))
    default:
      guard let plain = Self.plain[name] else { throw node.unknown(name, among: Self.names) }
      if let value {
        try value.mapping().finish()
      }
      self = plain
    }
  }

  /// The blocks without settings.
  private static let plain: [String: Block] = [
    "batch-normalization": .batchNormalization, "global-pool": .globalPool,
    "global-max-pool": .globalMaxPool, "flatten": .flatten,
  ]

  static func channels(_ node: SettingsNode) throws(SettingsError) -> Int {
    try node.int(in: 1...4096)
  }

  private static func rate(_ node: SettingsNode) throws(SettingsError) -> Double {
    let rate = try node.double(in: 0...1)
    guard rate < 1 else { throw node.fail("a dropout rate of 1 leaves nothing; use less than 1") }
    return rate
  }

  private static func activation(_ value: SettingsNode?) throws(SettingsError) -> Activation {
    func read(_ node: SettingsNode) throws(SettingsError) -> Activation {
      try node.choice(Activation.self)
    }
    return try single(value, "name", read) ?? .relu
  }

  /// A block's only setting, given alone or by key.
  static func single<Value>(
    _ value: SettingsNode?, _ key: String,
    _ read: (SettingsNode) throws(SettingsError) -> Value
  ) throws(SettingsError) -> Value? {
    guard let value else { return nil }
    guard case .mapping = value.content else { return try read(value) }
    var reader = try value.mapping()
    let node = reader.optional(key)
    try reader.finish()
    guard let node else { return nil }
    return try read(node)
  }

  private static func pool(
    _ value: SettingsNode?, mayPad: Bool
  ) throws(SettingsError) -> (size: Int, stride: Int, padding: Int) {
    guard let value else { return (2, 2, 0) }
    guard case .mapping = value.content else {
      let size = try value.int(in: 1...15)
      return (size, size, 0)
    }
    var reader = try value.mapping()
    let size = try reader.optional("size")?.int(in: 1...15) ?? 2
    let stride = try reader.optional("stride")?.int(in: 1...15) ?? size
    let paddingNode = mayPad ? reader.optional("padding") : nil
    let padding = try paddingNode?.int(in: 0...7) ?? 0
    if let paddingNode, padding > size / 2 {
      throw paddingNode.fail("a padding of \(padding) is more than half the window of \(size)")
    }
    try reader.finish()
    return (size, stride, padding)
  }

  private static func residual(
    _ value: SettingsNode?, at node: SettingsNode
  ) throws(SettingsError) -> Block {
    guard let value else { throw node.fail("a residual needs its blocks") }
    var reader = try value.mapping()
    let blocks = try list(reader.node("blocks"))
    let shortcut = try reader.optional("shortcut")?.choice(Shortcut.self) ?? .automatic
    try reader.finish()
    return .residual(blocks: blocks, shortcut: shortcut)
  }
}
