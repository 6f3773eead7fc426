/// The activations a recipe can name.
///
/// Leaky relu has slope 0.01, elu alpha 1, gelu is the tanh form; the others have no parameters.
public enum Activation: String, CaseIterable, Hashable, Sendable {
  case relu
  case leakyRelu = "leaky-relu"
  case elu
  case gelu
  case silu
  case hardswish
  case mish

  /// The number the kernels know it by.
  package var kernelKind: Int32 {
    switch self {
    case .relu: 1
    case .leakyRelu: 2
    case .elu: 3
    case .gelu: 4
    case .silu: 5
    case .hardswish: 6
    case .mish: 7
    }
  }
}
