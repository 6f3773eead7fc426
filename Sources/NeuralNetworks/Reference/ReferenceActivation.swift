internal import Core

/// The activations and their derivatives in the arithmetic of the reference.
package enum ReferenceActivation<Scalar: BinaryFloatingPoint> {
  /// The exponential, rounded from that of Double.
  static func exp(_ x: Scalar) -> Scalar { Scalar(Elementary.exp(Double(x))) }
  /// The natural logarithm, rounded from that of Double.
  static func log(_ x: Scalar) -> Scalar { Scalar(Elementary.log(Double(x))) }
  /// The hyperbolic tangent, rounded from that of Double.
  static func tanh(_ x: Scalar) -> Scalar { Scalar(Elementary.tanh(Double(x))) }

  private static func sigmoid(_ x: Scalar) -> Scalar { 1 / (1 + exp(-x)) }

  package static func value(_ activation: Activation, _ x: Scalar) -> Scalar {
    switch activation {
    case .relu: return max(x, 0)
    case .leakyRelu: return x > 0 ? x : 0.01 * x
    case .elu: return x > 0 ? x : exp(x) - 1
    case .gelu: return 0.5 * x * (1 + tanh(geluInner(x)))
    case .silu: return x * sigmoid(x)
    case .hardswish: return x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6
    case .mish: return x * tanh(log(1 + exp(min(x, 30))))
    }
  }

  package static func slope(_ activation: Activation, _ x: Scalar) -> Scalar {
    switch activation {
    case .relu: return x > 0 ? 1 : 0
    case .leakyRelu: return x > 0 ? 1 : 0.01
    case .elu: return x > 0 ? 1 : exp(x)
    case .gelu:
      let t = tanh(geluInner(x))
      let inner = geluScale * (1 + 3 * 0.044715 * x * x)
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * inner
    case .silu: return sigmoid(x) * (1 + x * (1 - sigmoid(x)))
    case .hardswish: return x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5
    case .mish:
      let t = tanh(log(1 + exp(min(x, 30))))
      return t + x * (1 - t * t) * sigmoid(x)
    }
  }

  private static var geluScale: Scalar { 0.7978845608028654 }
  private static func geluInner(_ x: Scalar) -> Scalar { geluScale * (x + 0.044715 * x * x * x) }
}
