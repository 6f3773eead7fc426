public import Core

/// What counts as a near duplicate, and how it is looked for.
public struct NearDuplicateSettings: Hashable, Sendable {
  /// Which pairs are looked at.
  public enum Method: String, CaseIterable, Hashable, Sendable {
    /// All pairs up to `exhaustiveLimit` pictures, those of similar hashes beyond.
    case automatic
    /// All pairs, however many.
    case exhaustive
    /// Pairs of similar perceptual hashes only: approximate.
    case hashes
    /// None.
    case none
  }

  /// The least correlation of a near duplicate, 0.8…1.
  public let threshold: Double
  /// How far the pictures may be moved against each other, in pixels of 48, 0…4.
  public let shift: Int
  /// Whether quarter turns are looked for as well; mirror images always are.
  public let includesTurns: Bool
  /// Which pairs are looked at.
  public let method: Method

  /// Up to so many pictures all pairs are looked at by default.
  public static let exhaustiveLimit = 100_000
  /// The threshold where none is given.
  public static let standardThreshold = 0.95
  /// The shift where none is given.
  public static let standardShift = 2
  /// The thresholds there may be.
  public static let thresholds = 0.8...1.0
  /// The shifts there may be.
  public static let shifts = 0...4

  /// How far below the threshold pairs are told of, for the closest that are no near duplicates.
  public static let margin = 0.05
  /// From here on pairs are told of.
  public var below: Double { threshold - Self.margin }

  /// What is looked for where nothing is said.
  public static let standard = NearDuplicateSettings()

  /// Settings; a threshold or shift out of range is brought into it.
  public init(
    threshold: Double = standardThreshold, shift: Int = standardShift, includesTurns: Bool = false,
    method: Method = .automatic
  ) {
    self.threshold = min(max(threshold, Self.thresholds.lowerBound), Self.thresholds.upperBound)
    self.shift = min(max(shift, Self.shifts.lowerBound), Self.shifts.upperBound)
    (self.includesTurns, self.method) = (includesTurns, method)
  }

  /// Whether all pairs of so many pictures are looked at.
  public func isExhaustive(pictures: Int) -> Bool {
    switch method {
    case .automatic: pictures <= Self.exhaustiveLimit
    case .exhaustive: true
    case .hashes, .none: false
    }
  }

  /// All settings, for digests and certificates.
  public var json: JSON {
    [
      "method": .string(method.rawValue), "shift": .integer(shift), "threshold": .number(threshold),
      "turns": .bool(includesTurns),
    ]
  }
}
