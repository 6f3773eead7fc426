/// What a node of the graph does.
package enum Operation: Hashable, Sendable {
  /// A convolution; a linear layer is one whose kernel covers the input.
  case convolution(Filter)
  /// A convolution of each channel by itself.
  case depthwise(ChannelFilter)
  case batchNormalization
  case activation(Activation)
  case maxPool(Window)
  case averagePool(Window)
  /// The maximum of each channel.
  case globalMaxPool
  /// The first input times the gate of the second, one number a channel.
  case gate(Gate)
  /// The channels of the first input, then those of the second.
  case concatenate
  case add
  case dropout(Double)

  /// The kernel of a convolution.
  package struct Filter: Hashable, Sendable {
    package let inputs: Int
    package let outputs: Int
    package let kernelHeight: Int
    package let kernelWidth: Int
    package let stride: Int
    package let padding: Int
    package let hasBias: Bool
    package let isLinear: Bool

    /// Inputs that one output is summed over.
    package var fanIn: Int { inputs * kernelHeight * kernelWidth }
    /// The shape of the weights as PyTorch has it.
    package var weightShape: [Int] {
      isLinear ? [outputs, fanIn] : [outputs, inputs, kernelHeight, kernelWidth]
    }
  }

  /// The kernels of a depthwise convolution, one a channel.
  package struct ChannelFilter: Hashable, Sendable {
    package let channels: Int
    package let kernel: Int
    package let stride: Int
    package let padding: Int
    package let hasBias: Bool

    /// Inputs that one output is summed over.
    package var fanIn: Int { kernel * kernel }
    /// The shape of the weights as PyTorch has it.
    package var weightShape: [Int] { [channels, 1, kernel, kernel] }
  }

  /// The window of a pooling.
  package struct Window: Hashable, Sendable {
    package let height: Int
    package let width: Int
    package let stride: Int
    /// Places beyond each edge that a window may reach; they never hold the maximum.
    package var padding = 0
  }

  /// The name in summaries.
  package var name: String {
    switch self {
    case .convolution(let filter): filter.isLinear ? "linear" : "convolution"
    case .depthwise: "depthwise"
    case .batchNormalization: "batch-normalization"
    case .activation(let activation): activation.rawValue
    case .maxPool: "max-pool"
    case .averagePool: "average-pool"
    case .globalMaxPool: "global-max-pool"
    case .gate(let gate): gate.rawValue
    case .concatenate: "concatenate"
    case .add: "add"
    case .dropout: "dropout"
    }
  }
}

/// One operation between numbered tensors.
package struct Node: Hashable, Sendable {
  /// The path of the block in the recipe, such as "blocks.5.body.0"; parameters are named after it.
  package let name: String
  package let operation: Operation
  package let inputs: [Int]
  package let output: Int
}
