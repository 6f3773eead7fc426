extension ReferenceNetwork {
  /// The weighted mean cross-entropy of logits against target distributions, and its gradient.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package static func loss(
    logits: [Scalar], targets: [Scalar], weights: [Scalar], classes: Int
  ) -> (loss: Scalar, gradient: [Scalar]) {
    let mass = weights.reduce(0, +)
    var loss: Scalar = 0
    var gradient = [Scalar](repeating: 0, count: logits.count)
    for (row, weight) in weights.enumerated() {
      let start = row * classes
      let most = logits[start..<start + classes].max() ?? 0
      let sum = (0..<classes).reduce(Scalar(0)) {
        $0 + ReferenceActivation<Scalar>.exp(logits[start + $1] - most)
      }
      let all = targets[start..<start + classes].reduce(0, +)
      for k in start..<start + classes {
        let probability = ReferenceActivation<Scalar>.exp(logits[k] - most) / sum
        loss -=
          weight / mass * targets[k] * (logits[k] - most - ReferenceActivation<Scalar>.log(sum))
        gradient[k] = weight / mass * (all * probability - targets[k])
      }
    }
    return (loss, gradient)
  }

  /// The gradients of every trained parameter, given that of the logits.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func gradients(_ pass: Pass, _ logitGradient: [Scalar]) -> [String: [Scalar]] {
    var result: [String: [Scalar]] = [:]
    var tensors = graph.shapes.map { [Scalar](repeating: 0, count: $0.count * pass.count) }
    tensors[graph.output] = logitGradient
    func add(_ gradient: [Scalar], to tensor: Int) {
      for index in gradient.indices { tensors[tensor][index] += gradient[index] }
    }
    for node in graph.nodes.reversed() {
      let input = node.inputs[0]
      let x = pass.tensors[input]
      let dy = tensors[node.output]
      let (from, to) = (graph.shapes[input], graph.shapes[node.output])
      switch node.operation {
      case .convolution(let filter):
        let parts = ReferenceConvolution(filter, from, to, pass.count).backward(
          x, parameters["\(node.name).weight"] ?? [], dy)
        add(parts.input, to: input)
        result["\(node.name).weight"] = parts.weights
        if filter.hasBias { result["\(node.name).bias"] = parts.bias }
      case .batchNormalization:
        let parts = normalizationGradients(node.name, x, dy, from, pass)
        add(parts.input, to: input)
        result["\(node.name).weight"] = parts.scale
        result["\(node.name).bias"] = parts.shift
      case .activation(let activation):
        add(
          zip(x, dy).map { ReferenceActivation.slope(activation, $0) * $1 }, to: input)
      case .maxPool(let window):
        add(ReferencePooling(window, from, to, pass.count).maximumGradient(x, dy), to: input)
      case .averagePool(let window):
        add(ReferencePooling(window, from, to, pass.count).meanGradient(dy), to: input)
      case .depthwise, .globalMaxPool, .gate, .concatenate:
        let parts = channelsBackward(node, pass, dy)
        for (input, part) in zip(node.inputs, parts.inputs) { add(part, to: input) }
        result.merge(parts.parameters) { $1 }
      case .add:
        add(dy, to: input)
        add(dy, to: node.inputs[1])
      case .dropout:
        add(masks[node.name].map { zip(dy, $0).map { $0 * $1 } } ?? dy, to: input)
      }
    }
    return result
  }

  private func normalizationGradients(
    _ name: String, _ x: [Scalar], _ dy: [Scalar], _ shape: Shape, _ pass: Pass
  ) -> (input: [Scalar], scale: [Scalar], shift: [Scalar]) {
    let moments = pass.moments[name] ?? ([], [])
    let weight = parameters["\(name).weight"] ?? []
    let number = Scalar(pass.count * shape.pixels)
    var scale = [Scalar](repeating: 0, count: shape.channels)
    var shift = scale
    let inverse = moments.variance.map { 1 / ($0 + 1e-5).squareRoot() }
    func channel(_ index: Int) -> Int { index / shape.pixels % shape.channels }
    for index in x.indices {
      let c = channel(index)
      scale[c] += dy[index] * (x[index] - moments.mean[c]) * inverse[c]
      shift[c] += dy[index]
    }
    let input = x.indices.map { index in
      let c = channel(index)
      let normal = (x[index] - moments.mean[c]) * inverse[c]
      return weight[c] * inverse[c] * (dy[index] - shift[c] / number - normal * scale[c] / number)
    }
    return (input, scale, shift)
  }
}
