/// The plain network: naive loops over NCHW arrays of Float or Double, kept for ever.
///
/// It says what the vector kernels must compute. In Double it is the truth they and PyTorch are held against, and
/// exact enough for finite differences; in Float it is what plain sums of single precision give. Parameters go by PyTorch's names and order. Dropout is given
/// its masks; without one it passes its input on.
package struct ReferenceNetwork<Scalar: BinaryFloatingPoint & Sendable>: Sendable {
  package let graph: Graph
  /// Parameters and running figures by name.
  package var parameters: [String: [Scalar]]
  /// Dropout masks [N][C][H][W] by node name.
  package var masks: [String: [Scalar]] = [:]

  package init(graph: Graph, parameters: [String: [Scalar]]) {
    (self.graph, self.parameters) = (graph, parameters)
  }

  /// What a forward pass leaves for the backward pass.
  package struct Pass {
    /// Images.
    package let count: Int
    /// Tensors, [N][C][H][W], by number.
    package var tensors: [[Scalar]]
    /// Batch means and variances by node name.
    package var moments: [String: (mean: [Scalar], variance: [Scalar])] = [:]
  }

  /// Runs `count` images; with `training` batch normalization takes the batch's own statistics.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func forward(_ images: [Scalar], count: Int, training: Bool) -> Pass {
    var pass = Pass(count: count, tensors: graph.shapes.map { _ in [] })
    pass.tensors[0] = images
    for node in graph.nodes {
      let x = pass.tensors[node.inputs[0]]
      let from = graph.shapes[node.inputs[0]]
      let to = graph.shapes[node.output]
      switch node.operation {
      case .convolution(let filter):
        pass.tensors[node.output] = ReferenceConvolution(filter, from, to, count).forward(
          x, parameters["\(node.name).weight"] ?? [], parameters["\(node.name).bias"])
      case .batchNormalization:
        let moments = training ? Self.moments(x, from, count) : running(node.name)
        pass.moments[node.name] = moments
        pass.tensors[node.output] = normalize(x, from, count, node.name, moments)
      case .activation(let activation):
        pass.tensors[node.output] = x.map { ReferenceActivation.value(activation, $0) }
      case .maxPool(let window):
        pass.tensors[node.output] = ReferencePooling(window, from, to, count).maximum(x)
      case .averagePool(let window):
        pass.tensors[node.output] = ReferencePooling(window, from, to, count).mean(x)
      case .depthwise, .globalMaxPool, .gate, .concatenate:
        pass.tensors[node.output] = channelsForward(node, pass)
      case .add:
        pass.tensors[node.output] = zip(x, pass.tensors[node.inputs[1]]).map { $0 + $1 }
      case .dropout:
        let mask = masks[node.name]
        pass.tensors[node.output] = mask.map { mask in zip(x, mask).map { $0 * $1 } } ?? x
      }
    }
    return pass
  }

  private func running(_ name: String) -> (mean: [Scalar], variance: [Scalar]) {
    (parameters["\(name).running_mean"] ?? [], parameters["\(name).running_var"] ?? [])
  }

  /// The mean and the biased variance of every channel.
  package static func moments(
    _ x: [Scalar], _ shape: Shape, _ count: Int
  ) -> (mean: [Scalar], variance: [Scalar]) {
    let area = shape.pixels
    var means: [Scalar] = []
    var variances: [Scalar] = []
    for channel in 0..<shape.channels {
      let values = (0..<count).flatMap { image in
        let start = (image * shape.channels + channel) * area
        return x[start..<start + area]
      }
      let mean = values.reduce(0, +) / Scalar(values.count)
      means.append(mean)
      let squares = values.reduce(Scalar(0)) { $0 + ($1 - mean) * ($1 - mean) }
      variances.append(squares / Scalar(values.count))
    }
    return (means, variances)
  }

  private func normalize(
    _ x: [Scalar], _ shape: Shape, _ count: Int, _ name: String,
    _ moments: (mean: [Scalar], variance: [Scalar])
  ) -> [Scalar] {
    let scale = parameters["\(name).weight"] ?? []
    let shift = parameters["\(name).bias"] ?? []
    return x.indices.map { index in
      let channel = index / shape.pixels % shape.channels
      let deviation = (moments.variance[channel] + 1e-5).squareRoot()
      return (x[index] - moments.mean[channel]) / deviation * scale[channel] + shift[channel]
    }
  }
}
