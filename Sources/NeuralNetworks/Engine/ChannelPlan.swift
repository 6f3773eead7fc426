/// Something done with whole channels.
package struct ChannelPlan: Sendable {
  /// What is done.
  enum Kind: Hashable, Sendable {
    /// The first input times the gate of the second.
    case gate(Gate)
    /// The channels of the first input, then those of the second.
    case concatenate
    /// The maximum of each channel.
    case maximum
  }

  let kind: Kind
  let inputs: [Int]
  let output: Int
  /// The shapes of the inputs.
  let shapes: [Shape]

  /// Whether the gradient of the first input has the shape of the output's.
  var isGate: Bool {
    if case .gate = kind { true } else { false }
  }

  init(_ kind: Kind, _ node: Node, _ graph: Graph) {
    (self.kind, inputs, output) = (kind, node.inputs, node.output)
    shapes = node.inputs.map { graph.shapes[$0] }
  }
}
