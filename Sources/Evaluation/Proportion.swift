public import Core

/// A share of successes among trials, with its 95 % Wilson score interval (Wilson, 1927).
///
/// The interval takes the trials as independent. Where subjects repeat it is too narrow.
public struct Proportion: Hashable, Sendable {
  /// The normal quantile of a two-sided 95 % interval.
  public static let z = 1.959963984540054

  /// The trials that went well.
  public let successes: Int
  /// All trials.
  public let trials: Int
  /// successes ÷ trials, or why not.
  public let figure: Figure

  /// A share; `gap` is the reason when there are no trials.
  public init(_ successes: Int, of trials: Int, or gap: Figure.Gap) {
    (self.successes, self.trials) = (successes, trials)
    figure = .ratio(successes, trials, or: gap)
  }

  /// The share, where there is one.
  public var value: Double? { figure.value }

  /// The interval: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), which stays within 0…1.
  public var interval: ClosedRange<Double>? { interval(z: Proportion.z) }

  /// The interval that reaches `z` standard deviations, such as `NormalQuantile.simultaneous(20)` for a share
  /// that was picked as the best of 20.
  public func interval(z: Double) -> ClosedRange<Double>? {
    guard let p = figure.value else { return nil }
    let n = Double(trials)
    let square = z * z
    let middle = p + square / (2 * n)
    let reach = z * (p * (1 - p) / n + square / (4 * n * n)).squareRoot()
    let scale = 1 + square / n
    // No success gives exactly 0 and no failure exactly 1; rounding must not say otherwise.
    let low = successes == 0 ? 0 : max(0, (middle - reach) / scale)
    let high = successes == trials ? 1 : min(1, (middle + reach) / scale)
    return low...high
  }

  /// The interval as `[low, high]`, or null.
  public var intervalJSON: JSON {
    guard let interval else { return .null }
    return [.number(interval.lowerBound), .number(interval.upperBound)]
  }
}
