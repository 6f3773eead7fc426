/// Where every parameter and running figure of a graph lies.
package struct ParameterLayout: Hashable, Sendable {
  /// What the optimizer trains, in node order.
  package private(set) var trained: [ParameterTensor] = []
  /// Running means and variances, in node order, in a vector of their own.
  package private(set) var running: [ParameterTensor] = []
  /// Floats of the trained vector.
  package private(set) var trainedCount = 0
  /// Floats of the running vector.
  package private(set) var runningCount = 0
  /// Whether the first layer reads the planar image.
  package let isPlanarInput: Bool

  package init(_ graph: Graph) {
    isPlanarInput = Self.readsPlanarImage(graph)
    for node in graph.nodes {
      switch node.operation {
      case .convolution(let filter):
        append(
          "\(node.name).weight", filter.weightShape,
          .filter(
            inputs: filter.inputs, taps: filter.kernelHeight * filter.kernelWidth,
            isPlanar: isPlanarInput && node.inputs == [0]), decays: true)
        if filter.hasBias { append("\(node.name).bias", [filter.outputs], .vector, decays: false) }
      case .depthwise(let filter):
        append(
          "\(node.name).weight", filter.weightShape,
          .channelFilter(taps: filter.kernel * filter.kernel), decays: true)
        if filter.hasBias {
          append("\(node.name).bias", [filter.channels], .vector, decays: false)
        }
      case .batchNormalization:
        let channels = graph.shapes[node.output].channels
        append("\(node.name).weight", [channels], .vector, decays: false)
        append("\(node.name).bias", [channels], .vector, decays: false)
        for name in ["running_mean", "running_var"] {
          let tensor = ParameterTensor(
            name: "\(node.name).\(name)", shape: [channels], packing: .vector,
            offset: runningCount, decays: false)
          running.append(tensor)
          runningCount += tensor.count
        }
      default: break
      }
    }
  }

  /// A few channels would waste most of a block of eight, so such an image is read as it is.
  private static func readsPlanarImage(_ graph: Graph) -> Bool {
    let readers = graph.nodes.filter { $0.inputs.contains(0) }
    guard graph.shapes[0].channels <= 4, readers.count == 1, let reader = readers.first,
      case .convolution = reader.operation
    else { return false }
    return true
  }

  private mutating func append(
    _ name: String, _ shape: [Int], _ packing: ParameterTensor.Packing, decays: Bool
  ) {
    let tensor = ParameterTensor(
      name: name, shape: shape, packing: packing, offset: trainedCount, decays: decays)
    trained.append(tensor)
    trainedCount += tensor.count
  }

  package func trained(named name: String) -> ParameterTensor? {
    trained.first { $0.name == name }
  }

  package func running(named name: String) -> ParameterTensor? {
    running.first { $0.name == name }
  }
}
