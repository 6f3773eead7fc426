internal import Core

/// The activations and their derivatives in Double.
package enum ReferenceActivation {
  private static func sigmoid(_ x: Double) -> Double { 1 / (1 + Elementary.exp(-x)) }

  package static func value(_ activation: Activation, _ x: Double) -> Double {
    switch activation {
    case .relu: return max(x, 0)
    case .leakyRelu: return x > 0 ? x : 0.01 * x
    case .elu: return x > 0 ? x : Elementary.exp(x) - 1
    case .gelu: return 0.5 * x * (1 + Elementary.tanh(geluInner(x)))
    case .silu: return x * sigmoid(x)
    case .hardswish: return x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6
    case .mish: return x * Elementary.tanh(Elementary.log(1 + Elementary.exp(min(x, 30))))
    }
  }

  package static func slope(_ activation: Activation, _ x: Double) -> Double {
    switch activation {
    case .relu: return x > 0 ? 1 : 0
    case .leakyRelu: return x > 0 ? 1 : 0.01
    case .elu: return x > 0 ? 1 : Elementary.exp(x)
    case .gelu:
      let t = Elementary.tanh(geluInner(x))
      let inner = geluScale * (1 + 3 * 0.044715 * x * x)
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * inner
    case .silu: return sigmoid(x) * (1 + x * (1 - sigmoid(x)))
    case .hardswish: return x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5
    case .mish:
      let t = Elementary.tanh(Elementary.log(1 + Elementary.exp(min(x, 30))))
      return t + x * (1 - t * t) * sigmoid(x)
    }
  }

  private static let geluScale = 0.7978845608028654
  private static func geluInner(_ x: Double) -> Double { geluScale * (x + 0.044715 * x * x * x) }
}
