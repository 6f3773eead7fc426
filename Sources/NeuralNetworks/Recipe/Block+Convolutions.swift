internal import Core

extension Block {
  /// What a recipe writes instead of a number of channels, for as many as there are classes.
  static let classes = "classes"

  /// The kernel of a convolution: its side, stride and padding.
  private struct Kernel {
    let kernel: Int
    let stride: Int
    let padding: Int

    init(_ reader: inout SettingsReader) throws(SettingsError) {
      kernel = try reader.optional("kernel")?.int(in: 1...15) ?? 3
      stride = try reader.optional("stride")?.int(in: 1...8) ?? 1
      let node = reader.optional("padding")
      padding = try node?.int(in: 0...15) ?? kernel / 2
      if let node, padding >= kernel {
        throw node.fail("a padding of \(padding) needs a kernel larger than \(kernel)")
      }
    }
  }

  private static func channelsOrClasses(_ node: SettingsNode) throws(SettingsError) -> Int? {
    if case .scalar(classes, _) = node.content { return nil }
    return try channels(node)
  }

  static func convolution(
    _ value: SettingsNode?, at node: SettingsNode
  ) throws(SettingsError) -> Block {
    guard let value else { throw node.fail("a convolution needs its channels") }
    guard case .mapping = value.content else {
      return .convolution(
        channels: try channelsOrClasses(value), kernel: 3, stride: 1, padding: 1, bias: nil)
    }
    var reader = try value.mapping()
    let channels = try channelsOrClasses(reader.node("channels"))
    let kernel = try Kernel(&reader)
    let bias = try reader.optional("bias")?.bool()
    try reader.finish()
    return .convolution(
      channels: channels, kernel: kernel.kernel, stride: kernel.stride, padding: kernel.padding,
      bias: bias)
  }

  static func depthwise(_ value: SettingsNode?) throws(SettingsError) -> Block {
    guard let value else { return .depthwise(kernel: 3, stride: 1, padding: 1, bias: nil) }
    guard case .mapping = value.content else {
      let kernel = try value.int(in: 1...15)
      return .depthwise(kernel: kernel, stride: 1, padding: kernel / 2, bias: nil)
    }
    var reader = try value.mapping()
    let kernel = try Kernel(&reader)
    let bias = try reader.optional("bias")?.bool()
    try reader.finish()
    return .depthwise(
      kernel: kernel.kernel, stride: kernel.stride, padding: kernel.padding, bias: bias)
  }

  static func depthwiseSeparable(
    _ value: SettingsNode?, at node: SettingsNode
  ) throws(SettingsError) -> Block {
    guard let value else {
      throw node.fail("a depthwise separable convolution needs its channels")
    }
    guard case .mapping = value.content else {
      return .depthwiseSeparable(
        channels: try channels(value), kernel: 3, stride: 1, padding: 1, activation: nil)
    }
    var reader = try value.mapping()
    let channels = try Self.channels(reader.node("channels"))
    let kernel = try Kernel(&reader)
    let activation = try reader.optional("activation")?.choice(Activation.self)
    try reader.finish()
    return .depthwiseSeparable(
      channels: channels, kernel: kernel.kernel, stride: kernel.stride, padding: kernel.padding,
      activation: activation)
  }

  static func dense(_ value: SettingsNode?, at node: SettingsNode) throws(SettingsError) -> Block {
    guard let value else { throw node.fail("a dense block needs its blocks") }
    guard case .mapping = value.content else { return .dense(blocks: try list(value)) }
    var reader = try value.mapping()
    let blocks = try list(reader.node("blocks"))
    try reader.finish()
    return .dense(blocks: blocks)
  }

  static func squeezeExcitation(_ value: SettingsNode?) throws(SettingsError) -> Block {
    guard let value else {
      return .squeezeExcitation(ratio: 16, activation: .relu, gate: .sigmoid)
    }
    guard case .mapping = value.content else {
      return .squeezeExcitation(
        ratio: try value.int(in: 1...4096), activation: .relu, gate: .sigmoid)
    }
    var reader = try value.mapping()
    let ratio = try reader.optional("ratio")?.int(in: 1...4096) ?? 16
    let activation = try reader.optional("activation")?.choice(Activation.self) ?? .relu
    let gate = try reader.optional("gate")?.choice(Gate.self) ?? .sigmoid
    try reader.finish()
    return .squeezeExcitation(ratio: ratio, activation: activation, gate: gate)
  }
}
