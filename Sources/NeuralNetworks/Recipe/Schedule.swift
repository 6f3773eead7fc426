internal import Core

/// How the learning rate moves from step to step.
///
/// A step is one update of the weights; an accumulated batch (`accumulate`) is one step.
public struct Schedule: Hashable, Sendable {
  /// The shapes.
  public enum Shape: Hashable, Sendable {
    /// The same rate throughout, after the warm-up.
    case constant
    /// Up along a cosine to the highest rate, then down along one almost to zero (Smith, 2018): `rise` is the
    /// share of all steps that rise, from the highest rate / `initialDivisor`; the end is the highest rate /
    /// `finalDivisor`.
    case oneCycle(rise: Double, initialDivisor: Double, finalDivisor: Double)
    /// Down along a cosine to the minimum, after the warm-up (Loshchilov and Hutter, 2017).
    case cosine(Minimum)
    /// Times `gamma` after every so many epochs.
    case step(every: Int, gamma: Double)
    /// Times `gamma` after each of these epochs.
    case multiStep(after: [Int], gamma: Double)
    /// Times `gamma` after every epoch.
    case exponential(gamma: Double)
    /// Times a factor when the primary metric stops improving.
    case reduceOnPlateau(Plateau)
  }

  /// Where a cosine ends.
  public enum Minimum: Hashable, Sendable {
    /// At this share of the highest rate.
    case share(Double)
    /// At this learning rate.
    case rate(Double)
  }

  /// The shape.
  public let shape: Shape
  /// The epochs of a linear rise at the beginning; 0 for one-cycle, which rises by itself.
  public let warmup: Double

  init(shape: Shape, warmup: Double) { (self.shape, self.warmup) = (shape, warmup) }

  /// The learning rate of one step.
  ///
  /// - Parameters:
  ///   - peak: the highest rate, the optimizer's.
  ///   - step: the step, from 0, counted over all epochs.
  ///   - scores: the primary metric of every finished epoch, the higher the better: what
  ///     `reduceOnPlateau` follows.
  public func rate(
    peak: Double, step: Int, stepsPerEpoch: Int, epochs: Int, scores: [Double] = []
  ) -> Double {
    let total = max(1, stepsPerEpoch * epochs)
    let epoch = step / max(1, stepsPerEpoch)
    let rising = warmup * Double(stepsPerEpoch)
    let ramp = Double(step) < rising ? (Double(step) + 1) / (rising + 1) : 1
    switch shape {
    case .constant: return peak * ramp
    case .oneCycle(let rise, let initialDivisor, let finalDivisor):
      let rising = rise * Double(total)
      let at = Double(step) + 1
      if at < rising {
        return peak * Self.cosine(from: 1 / initialDivisor, to: 1, share: at / rising)
      }
      let share = (at - rising) / max(1, Double(total) - rising)
      return peak * Self.cosine(from: 1, to: 1 / finalDivisor, share: min(1, share))
    case .cosine(let minimum):
      guard ramp == 1 else { return peak * ramp }
      let share = min(1, (Double(step) - rising) / max(1, Double(total) - 1 - rising))
      switch minimum {
      case .share(let end): return peak * Self.cosine(from: 1, to: end, share: share)
      case .rate(let end): return Self.cosine(from: peak, to: end, share: share)
      }
    case .step(let every, let gamma):
      return peak * Elementary.power(gamma, epoch / every) * ramp
    case .multiStep(let epochs, let gamma):
      return peak * Elementary.power(gamma, epochs.count { $0 <= epoch }) * ramp
    case .exponential(let gamma): return peak * Elementary.power(gamma, epoch) * ramp
    case .reduceOnPlateau(let plateau):
      return plateau.rate(peak: peak, after: scores) * ramp
    }
  }

  private static func cosine(from start: Double, to end: Double, share: Double) -> Double {
    end + (start - end) * 0.5 * (1 + Elementary.cos(Double.pi * share))
  }
}
