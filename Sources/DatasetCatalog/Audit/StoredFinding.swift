public import Core

/// One thing that an audit found, as the catalog keeps it.
public struct StoredFinding: Hashable, Sendable {
  /// What was looked for: the check's name on the command line.
  public var check: String
  /// The samples it is about, one at least.
  public var samples: [SampleKey]
  /// The figure that was measured, in the unit of the check.
  public var measure: Double
  /// What the figure was compared with.
  public var threshold: Double
  /// Why, in one clause, for people.
  public var reason: String

  /// A finding to store.
  public init(
    check: String, samples: [SampleKey], measure: Double, threshold: Double, reason: String
  ) {
    self.check = check
    self.samples = samples
    self.measure = measure
    self.threshold = threshold
    self.reason = reason
  }
}

/// What an audit left in the catalog.
public struct StoredAudit: Hashable, Sendable {
  /// The audit's number.
  public let id: Int64
  /// Its settings, its counts and its digest.
  public let record: JSON
  /// What it found, in its order.
  public let findings: [StoredFinding]
}
