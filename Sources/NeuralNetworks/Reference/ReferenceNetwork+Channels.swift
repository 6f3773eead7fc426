/// Depthwise convolutions, gates, concatenation and maxima of channels, in plain loops.
extension ReferenceNetwork {
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func channelsForward(_ node: Node, _ pass: Pass) -> [Scalar] {
    let x = pass.tensors[node.inputs[0]]
    let (from, to) = (graph.shapes[node.inputs[0]], graph.shapes[node.output])
    switch node.operation {
    case .depthwise(let filter):
      return ReferenceDepthwise(filter, from, to, pass.count).forward(
        x, parameters["\(node.name).weight"] ?? [], parameters["\(node.name).bias"])
    case .globalMaxPool:
      return ReferencePooling(Self.window(from), from, to, pass.count).maximum(x)
    case .gate(let gate):
      let gates = pass.tensors[node.inputs[1]]
      return x.indices.map { x[$0] * Self.gate(gate, gates[$0 / from.pixels]) }
    case .concatenate:
      let right = pass.tensors[node.inputs[1]]
      let (own, other) = (from.count, to.count - from.count)
      var joined: [Scalar] = []
      for image in 0..<pass.count {
        joined += x[image * own..<(image + 1) * own]
        joined += right[image * other..<(image + 1) * other]
      }
      return joined
    default: return x
    }
  }

  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func channelsBackward(
    _ node: Node, _ pass: Pass, _ dy: [Scalar]
  ) -> (inputs: [[Scalar]], parameters: [String: [Scalar]]) {
    let x = pass.tensors[node.inputs[0]]
    let (from, to) = (graph.shapes[node.inputs[0]], graph.shapes[node.output])
    switch node.operation {
    case .depthwise(let filter):
      let parts = ReferenceDepthwise(filter, from, to, pass.count).backward(
        x, parameters["\(node.name).weight"] ?? [], dy)
      var parameters = ["\(node.name).weight": parts.weights]
      if filter.hasBias { parameters["\(node.name).bias"] = parts.bias }
      return ([parts.input], parameters)
    case .globalMaxPool:
      return (
        [ReferencePooling(Self.window(from), from, to, pass.count).maximumGradient(x, dy)], [:]
      )
    case .gate(let gate):
      let gates = pass.tensors[node.inputs[1]]
      var slopes = [Scalar](repeating: 0, count: gates.count)
      for index in x.indices { slopes[index / from.pixels] += dy[index] * x[index] }
      for index in slopes.indices { slopes[index] *= Self.slope(gate, gates[index]) }
      return ([x.indices.map { dy[$0] * Self.gate(gate, gates[$0 / from.pixels]) }, slopes], [:])
    case .concatenate:
      let (own, all) = (from.count, to.count)
      var parts: [[Scalar]] = [[], []]
      for image in 0..<pass.count {
        parts[0] += dy[image * all..<image * all + own]
        parts[1] += dy[image * all + own..<(image + 1) * all]
      }
      return (parts, [:])
    default: return ([dy], [:])
    }
  }

  private static func window(_ shape: Shape) -> Operation.Window {
    Operation.Window(height: shape.height, width: shape.width, stride: 1)
  }

  private static func gate(_ gate: Gate, _ z: Scalar) -> Scalar {
    switch gate {
    case .sigmoid: 1 / (1 + ReferenceActivation<Scalar>.exp(-z))
    case .hardSigmoid: min(max(z / 6 + 0.5, 0), 1)
    }
  }

  private static func slope(_ gate: Gate, _ z: Scalar) -> Scalar {
    switch gate {
    case .sigmoid: Self.gate(gate, z) * (1 - Self.gate(gate, z))
    case .hardSigmoid: abs(z) < 3 ? 1 / 6 : 0
    }
  }
}
