internal import CKernels

/// One thing the engine does with the tensors of an image; several nodes where they are fused.
package enum Step: Sendable {
  case blockImage
  case convolution(ConvolutionPlan)
  case normalization(NormalizationPlan)
  case activation(kind: Int32, input: Int, output: Int)
  case depthwise(DepthwisePlan)
  case pool(PoolPlan)
  case channels(ChannelPlan)
  case add(left: Int, right: Int, output: Int)
  case dropout(name: String, rate: Double, input: Int, output: Int)

  /// A pooling on its own.
  package struct PoolPlan: Sendable {
    let isMaximum: Bool
    let input: Int
    let output: Int
    let shape: fer_pool_shape
  }

  /// The tensor it gives; the blocked image is tensor 0.
  package var output: Int {
    switch self {
    case .blockImage: 0
    case .convolution(let plan): plan.output
    case .normalization(let plan): plan.output
    case .activation(_, _, let output): output
    case .depthwise(let plan): plan.output
    case .pool(let plan): plan.output
    case .channels(let plan): plan.output
    case .add(_, _, let output): output
    case .dropout(_, _, _, let output): output
    }
  }

  /// The tensors it reads.
  package var inputs: [Int] {
    switch self {
    case .blockImage: []
    case .convolution(let plan): [plan.input]
    case .normalization(let plan): [plan.input]
    case .activation(_, let input, _): [input]
    case .depthwise(let plan): [plan.input]
    case .pool(let plan): [plan.input]
    case .channels(let plan): plan.inputs
    case .add(let left, let right, _): [left, right]
    case .dropout(_, _, let input, _): [input]
    }
  }

  /// The normalization it is, or applies to its results.
  var normalization: NormalizationPlan? {
    switch self {
    case .normalization(let plan): plan
    case .convolution(let plan): plan.normalization
    default: nil
    }
  }

  /// Whether it has the weights of a convolution.
  var hasWeights: Bool {
    switch self {
    case .convolution, .depthwise: true
    default: false
    }
  }

  /// Whether its gradient is computed in the memory of its output's gradient.
  var isGradientInPlace: Bool {
    switch self {
    case .normalization(let plan): !plan.isPooled
    case .activation, .dropout: true
    case .blockImage, .convolution, .depthwise, .pool, .channels, .add: false
    }
  }
}
