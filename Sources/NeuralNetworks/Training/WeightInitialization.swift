internal import Core

/// The first weights of a network.
enum WeightInitialization {
  /// Fills the trained and running vectors.
  ///
  /// Convolutions and hidden linear layers: normal with variance 2 / fan-in (He et al., 2015); the fan-in of a
  /// depthwise convolution is the area of its kernel. The layer that
  /// gives the logits: variance 1 / fan-in. Biases and running means 0; scales and running variances 1. Each
  /// tensor draws from a stream of its own, keyed with the seed and its name.
  static func fill(
    _ graph: Graph, _ layout: ParameterLayout, seed: UInt64,
    trained: UnsafeMutablePointer<Float>, running: UnsafeMutablePointer<Float>
  ) {
    let key = LuckKey(seed: seed, purpose: "weights")
    let last = graph.nodes.last {
      $0.operation.name == "linear" || $0.operation.name == "convolution"
    }
    for node in graph.nodes {
      switch node.operation {
      case .convolution(let filter):
        guard let tensor = layout.trained(named: "\(node.name).weight") else { continue }
        let gain = node.output == last?.output ? 1.0 : 2.0
        fill(tensor, deviation: (gain / Double(filter.fanIn)).squareRoot(), key, trained)
      case .depthwise(let filter):
        guard let tensor = layout.trained(named: "\(node.name).weight") else { continue }
        fill(tensor, deviation: (2 / Double(filter.fanIn)).squareRoot(), key, trained)
      case .batchNormalization:
        if let scale = layout.trained(named: "\(node.name).weight") {
          scale.write([Float](repeating: 1, count: scale.elementCount), to: trained)
        }
        if let variance = layout.running(named: "\(node.name).running_var") {
          variance.write([Float](repeating: 1, count: variance.elementCount), to: running)
        }
      default: break
      }
    }
  }

  private static func fill(
    _ tensor: ParameterTensor, deviation: Double, _ key: LuckKey,
    _ trained: UnsafeMutablePointer<Float>
  ) {
    var luck = key.luck(for: Digest.sha256(of: tensor.name).first8, epoch: 0)
    let values = (0..<tensor.elementCount).map { _ in Float(luck.normal() * deviation) }
    tensor.write(values, to: trained)
  }
}
