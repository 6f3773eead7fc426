public import Core

/// McNemar's test (1947) of whether two models differ in how often they are right on the same samples.
///
/// Only discordant pairs count: b samples that the first alone has right and c that the second alone has
/// right. Up to `exactLimit` of them the chance is the exact two-sided binomial one, min(1, 2·P(X ≤ min(b, c)))
/// with X of b + c at ½; above it is that of Edwards' continuity-corrected (|b − c| − 1)²/(b + c) under
/// χ² with one degree of freedom. The mid-p variant (Fagerland et al., 2013), less conservative with few
/// pairs, stands beside it. Where samples come in groups, use `byGroup`.
public struct McNemar: Hashable, Sendable {
  /// How the chance was found; the raw value is what a report prints.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// The binomial distribution itself.
    case exact = "exact binomial"
    /// The normal approximation with Edwards' correction.
    case corrected = "chi-squared with continuity correction"
    /// Groups as the units (Obuchowski, 1998; Durkalski et al., 2003), by Student's t.
    case byGroup = "over groups (Obuchowski)"
  }

  /// Up to this number of discordant pairs the test is exact.
  public static let exactLimit = 1000

  /// Samples that only the first has right.
  public let firstOnly: Int
  /// Samples that only the second has right.
  public let secondOnly: Int
  /// The chance of a difference at least this large if there is none.
  public let pValue: Double
  /// The mid-p variant; `nil` where the test is not exact.
  public let midP: Double?
  /// How the chance was found.
  public let method: Method

  /// The test of independent samples.
  public init(firstOnly: Int, secondOnly: Int) {
    (self.firstOnly, self.secondOnly) = (firstOnly, secondOnly)
    let pairs = firstOnly + secondOnly
    guard pairs <= McNemar.exactLimit else {
      method = .corrected
      midP = nil
      let apart = max(0, Double(abs(firstOnly - secondOnly)) - 1)
      pValue = NormalTail.twoSided(apart / Double(pairs).squareRoot())
      return
    }
    method = .exact
    // Terms of the binomial at ½ from the middle outward would lose nothing either; 2⁻¹⁰⁰⁰ still is a
    // normal number, so the plain recurrence from 0 is exact enough.
    var term = Elementary.power(0.5, pairs)
    var (below, last) = (0.0, 0.0)
    for count in 0...min(firstOnly, secondOnly) {
      if count > 0 { term *= Double(pairs - count + 1) / Double(count) }
      below += term
      last = term
    }
    pValue = min(1, 2 * below)
    midP = min(1, 2 * below - last)
  }

  /// The test over groups: T = Σdᵍ/√Σ(dᵍ)² with dᵍ = cᵍ − bᵍ, which needs no independence within a group.
  ///
  /// - Parameter differences: of each group with discordant pairs, how many more the second has right.
  init(firstOnly: Int, secondOnly: Int, differences: [Int], groups: Int) {
    (self.firstOnly, self.secondOnly) = (firstOnly, secondOnly)
    (method, midP) = (.byGroup, nil)
    let squares = differences.reduce(0.0) { $0 + Double($1) * Double($1) }
    guard squares > 0, groups > 1 else {
      pValue = 1
      return
    }
    let sum = abs(Double(secondOnly - firstOnly))
    pValue = StudentQuantile.outside(sum / squares.squareRoot(), degrees: groups - 1)
  }

  /// The counts, the chance and the method.
  public var json: JSON {
    [
      "first_only": .integer(firstOnly), "second_only": .integer(secondOnly),
      "p_value": .number(pValue), "mid_p": JSON(midP), "method": .string(method.rawValue),
    ]
  }
}
