public import Core

/// One thing that an audit found, with the figure it rests on.
///
/// A finding is a statement about pictures, not a decision: it says what was measured and which threshold it crossed.
public struct Finding: Hashable, Sendable {
  /// What was looked for.
  public let check: Check
  /// The samples it is about, ascending by key: one for a quality check, two or more for duplicates, conflicts and leaks.
  public let samples: [SampleKey]
  /// The figure that was measured, in the unit of the check.
  public let measure: Double
  /// What the figure was compared with.
  public let threshold: Double
  /// Why, in one clause, for people, such as "the 99th percentile of brightness is 0.21, below 0.32".
  public let reason: String

  /// One thing that an audit found; the samples are sorted.
  public init(
    _ check: Check, samples: [SampleKey], measure: Double, threshold: Double, reason: String
  ) {
    self.check = check
    self.samples = samples.sorted()
    self.measure = measure
    self.threshold = threshold
    self.reason = reason
  }
}
