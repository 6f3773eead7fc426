internal import Core

extension Block {
  /// The names of the blocks, as recipes write them.
  static let names = [
    "convolution", "batch-normalization", "activation", "max-pool", "average-pool", "global-pool",
    "residual", "dropout", "flatten", "linear",
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
  /// A lone value is the block's main setting: "convolution: 32", "max-pool: 2", "activation: relu",
  /// "dropout: 0.3", "linear: 128". Defaults: kernel 3, stride 1, padding kernel / 2; pools 2 by 2 with
  /// the stride of their size; dropout 0.5; relu; linear as wide as there are classes.
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
    case "activation": self = try .activation(Self.activation(value))
    case "max-pool":
      let (size, stride) = try Self.pool(value)
      self = .maxPool(size: size, stride: stride)
    case "average-pool":
      let (size, stride) = try Self.pool(value)
      self = .averagePool(size: size, stride: stride)
    case "residual": self = try .residual(value, at: node)
    case "dropout": self = try .dropout(rate: Self.single(value, "rate", Self.rate) ?? 0.5)
    case "linear": self = try .linear(units: Self.single(value, "units", Self.channels))
    case "batch-normalization", "global-pool", "flatten":
      if let value {
        try value.mapping().finish()
      }
      self =
        name == "flatten" ? .flatten : name == "global-pool" ? .globalPool : .batchNormalization
    default: throw node.unknown(name, among: Self.names)
    }
  }

  private static func channels(_ node: SettingsNode) throws(SettingsError) -> Int {
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
  private static func single<Value>(
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

  private static func pool(_ value: SettingsNode?) throws(SettingsError) -> (Int, Int) {
    guard let value else { return (2, 2) }
    guard case .mapping = value.content else {
      let size = try value.int(in: 1...15)
      return (size, size)
    }
    var reader = try value.mapping()
    let size = try reader.optional("size")?.int(in: 1...15) ?? 2
    let stride = try reader.optional("stride")?.int(in: 1...15) ?? size
    try reader.finish()
    return (size, stride)
  }

  private static func convolution(
    _ value: SettingsNode?, at node: SettingsNode
  ) throws(SettingsError) -> Block {
    guard let value else { throw node.fail("a convolution needs its channels") }
    guard case .mapping = value.content else {
      return .convolution(
        channels: try channels(value), kernel: 3, stride: 1, padding: 1, bias: nil)
    }
    var reader = try value.mapping()
    let channels = try Self.channels(reader.node("channels"))
    let kernel = try reader.optional("kernel")?.int(in: 1...15) ?? 3
    let stride = try reader.optional("stride")?.int(in: 1...8) ?? 1
    let paddingNode = reader.optional("padding")
    let padding = try paddingNode?.int(in: 0...15) ?? kernel / 2
    if let paddingNode, padding >= kernel {
      throw paddingNode.fail("a padding of \(padding) needs a kernel larger than \(kernel)")
    }
    let bias = try reader.optional("bias")?.bool()
    try reader.finish()
    return .convolution(
      channels: channels, kernel: kernel, stride: stride, padding: padding, bias: bias)
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
