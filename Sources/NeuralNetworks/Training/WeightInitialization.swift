internal import Core

/// The first weights of a network.
enum WeightInitialization {
  /// Fills the trained and running vectors.
  ///
  /// Convolutions and hidden linear layers: normal with variance 2 / fan-in (He et al., 2015). The layer that
  /// gives the logits: variance 1 / fan-in. Biases and running means 0; scales and running variances 1. Each
  /// tensor draws from a stream of its own, keyed with the seed and its name.
  static func fill(
    _ graph: Graph, _ layout: ParameterLayout, seed: UInt64,
    trained: UnsafeMutablePointer<Float>, running: UnsafeMutablePointer<Float>
  ) {
    let key = LuckKey(seed: seed, purpose: "weights")
    for node in graph.nodes {
      switch node.operation {
      case .convolution(let filter):
        guard let tensor = layout.trained(named: "\(node.name).weight") else { continue }
        var luck = key.luck(for: Digest.sha256(of: tensor.name).first8, epoch: 0)
        let gain = node.output == graph.output ? 1.0 : 2.0
        let deviation = (gain / Double(filter.fanIn)).squareRoot()
        let values = (0..<tensor.elementCount).map { _ in Float(luck.normal() * deviation) }
        tensor.write(values, to: trained)
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
}
