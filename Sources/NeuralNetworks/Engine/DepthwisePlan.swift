internal import CKernels

/// One depthwise convolution.
package struct DepthwisePlan: Sendable {
  let input: Int
  let output: Int
  let shape: fer_depthwise_shape
  let weights: ParameterTensor
  let bias: ParameterTensor?

  /// Floats of one image's output plane of eight channels.
  var outputPlane: Int { shape.output_height * shape.output_width * 8 }

  init?(node: Node, filter: Operation.ChannelFilter, graph: Graph, layout: ParameterLayout) {
    guard let weights = layout.trained(named: "\(node.name).weight") else { return nil }
    self.weights = weights
    bias = layout.trained(named: "\(node.name).bias")
    (input, output) = (node.inputs[0], node.output)
    let (from, to) = (graph.shapes[input], graph.shapes[output])
    shape = fer_depthwise_shape(
      blocks: from.blocks, height: from.height, width: from.width, kernel: filter.kernel,
      stride: filter.stride, padding: filter.padding, output_height: to.height,
      output_width: to.width)
  }
}
