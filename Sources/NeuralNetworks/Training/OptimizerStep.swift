internal import CKernels
internal import Core

/// One step of an optimizer: what every parameter has in common.
package struct OptimizerStep: Sendable {
  private let settings: OptimizerSettings
  private let rate: Float
  private let rates: fer_adam_rates

  /// Step number `number`, from 1.
  package init(_ settings: OptimizerSettings, learningRate: Double, number: Int) {
    (self.settings, rate) = (settings, Float(learningRate))
    let (beta1, beta2) = (settings.beta1, settings.beta2)
    rates = fer_adam_rates(
      beta1: Float(beta1), beta2: Float(beta2), rest1: Float(1 - beta1), rest2: Float(1 - beta2),
      correction1: Float(1 - Elementary.power(beta1, number)),
      correction2: Float(1 - Elementary.power(beta2, number)))
  }

  /// The vectors that an optimizer keeps beside the weights.
  package static func moments(_ settings: OptimizerSettings) -> Int {
    settings.rule == .sgd ? 1 : 2
  }

  /// Moves a run of parameters, whose length is a multiple of 8, against their gradient.
  package func apply(
    to range: Range<Int>, decays: Bool, _ weights: FloatBuffer, gradient: FloatBuffer,
    moments: [FloatBuffer]
  ) {
    let (start, count) = (range.lowerBound, range.count)
    let decay = decays ? Float(settings.weightDecay) : 0
    let (weights, gradient) = (weights.base + start, gradient.base + start)
    let first = moments[0].base + start
    switch settings.rule {
    case .sgd:
      fer_sgd(
        weights, gradient, first, count, rate, Float(settings.momentum), settings.nesterov ? 1 : 0,
        decay)
    case .adam, .adamw:
      let second = moments[1].base + start
      let epsilon = Float(settings.epsilon)
      withUnsafePointer(to: rates) { rates in
        if settings.rule == .adam {
          fer_adam(weights, gradient, first, second, count, rate, rates, epsilon, decay)
        } else {
          fer_adamw(weights, gradient, first, second, count, rate, rates, epsilon, decay)
        }
      }
    }
  }
}
