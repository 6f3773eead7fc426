public import Core

/// Where the true value of a figure lies with 95 % confidence, and by which method we know.
public struct Interval: Hashable, Sendable {
  /// How an interval was made; the raw value is what the report prints.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Wilson's score interval of a share of independent samples (1927).
    case wilson = "Wilson"
    /// Wilson's interval of the Jaccard share TP/(TP+FP+FN), of which F1 is a function.
    case wilsonOfJaccard = "Wilson, through TP/(TP+FP+FN)"
    /// A seeded bootstrap of the confusion counts gives the variance; Wilson's form the ends.
    case bootstrap = "bootstrap of the counts, Wilson's form"
    /// A seeded bootstrap over whole groups gives the variance; Wilson's form the ends.
    case groupBootstrap = "bootstrap over groups, Wilson's form"
    /// As above; fewer than 50 groups, so variance × G/(G−1) and Student's t with G−1 degrees matter.
    case fewGroupsBootstrap =
      "bootstrap over groups, Wilson's form, corrected for few groups (Student's t, G/(G-1))"
    /// No resample differs, so Wilson's form takes the number of samples or groups as it is.
    case noVariation = "Wilson's form on the plain count, as no resample differs"
    /// DeLong's variance (1988) on the logit scale, Student's t with the smaller class's degrees.
    case deLong = "DeLong, on the logit scale"
    /// Obuchowski's variance of an AUC of clustered samples (1997) on the logit scale, Student's t over groups.
    case deLongByGroup = "DeLong over groups (Obuchowski), on the logit scale"
    /// The variance is 0: the largest variance an AUC can have (Birnbaum and Klose, 1957).
    case separated = "Wilson's form on the smaller class, as the variance is 0"
    /// The linear influence of every sample gives the variance; the ends are on the logit scale.
    case influence = "infinitesimal jackknife, on the logit scale"
    /// As above over whole groups.
    case influenceByGroup = "infinitesimal jackknife over groups, on the logit scale"
    /// MOVER (Zou and Donner, 2008): Wilson's intervals of recall and specificity put together.
    case mover = "Wilson of recall and specificity, combined (MOVER)"
    /// A mean of independent samples: Student's t with Hall's correction for skewness (1992).
    case hall = "Student's t, corrected for skewness (Hall)"
    /// A ratio of sums over groups, as above with groups as the units.
    case hallByGroup = "Student's t over groups, corrected for skewness (Hall)"
    /// At least 95 %: the bins' deviations added up by the triangle inequality.
    case binDeviations = "deviation of the bins, conservative"
    /// A paired bootstrap over fewer than 50 groups: variance × G/(G−1) and Student's t matter.
    case fewGroupsPairedBootstrap =
      "paired bootstrap over groups, corrected for few groups (Student's t, G/(G-1))"
    /// The paired difference of areas by DeLong's variance, ± normal standard errors.
    case pairedDeLong = "DeLong, paired"
    /// As above with groups as the units, ± Student's t standard errors.
    case pairedDeLongByGroup = "DeLong over groups, paired"
    /// A bootstrap over groups of a part's accuracy less the whole's, ± Student's t standard errors.
    case groupDifference = "bootstrap over groups"
    /// As above for fewer than 50 groups.
    case fewGroupsDifference =
      "bootstrap over groups, corrected for few groups (Student's t, G/(G-1))"
    /// A difference of paired shares by Agresti and Min (2005).
    case agrestiMin = "Agresti-Min"
    /// A paired bootstrap of the joint counts, ± Student's t standard errors.
    case pairedBootstrap = "paired bootstrap of the joint counts"
    /// A paired bootstrap over whole groups, ± Student's t standard errors.
    case pairedGroupBootstrap = "paired bootstrap over groups"
    /// Newcombe's interval of a difference of independent shares (1998, method 10), scaled.
    case newcombe = "Newcombe, scaled by the share of the rest"
  }

  /// The lower end.
  public let low: Double
  /// The upper end.
  public let high: Double
  /// How it was made.
  public let method: Method

  init(_ range: ClosedRange<Double>, _ method: Method) {
    (low, high, self.method) = (range.lowerBound, range.upperBound, method)
  }

  /// The ends as a range.
  public var range: ClosedRange<Double> { low...max(low, high) }

  /// `[low, high]`.
  public var json: JSON { [.number(low), .number(high)] }

  /// Wilson's score interval around a share `p` of `n` samples, which need not be a whole number.
  static func wilson(_ p: Double, _ n: Double, z: Double = Proportion.z) -> ClosedRange<Double> {
    let square = z * z
    let middle = p + square / (2 * n)
    let reach = z * (p * (1 - p) / n + square / (4 * n * n)).squareRoot()
    let scale = 1 + square / n
    // No success gives exactly 0 and no failure exactly 1; rounding must not say otherwise.
    let low = p <= 0 ? 0 : max(0, (middle - reach) / scale)
    let high = p >= 1 ? 1 : min(1, (middle + reach) / scale)
    return low...max(low, high)
  }
}

/// A figure's standard error and what it takes to make an interval of it in Wilson's form.
///
/// The effective number of samples is the one whose share would have that standard error:
/// n = p(1−p)/s². A figure within −1…1 is first moved to 0…1. `plain` is the number that stands in where the
/// standard error is 0; a share has at most `limit` effective samples.
struct WilsonForm {
  var z = Proportion.z
  var isSigned = false
  var limit = Double.infinity
  let plain: Double

  /// The interval; `nil` when there is neither a standard error nor a plain number.
  func interval(
    _ value: Double, error: Double, _ method: Interval.Method
  ) -> Interval? {
    let p = min(1, max(0, isSigned ? (value + 1) / 2 : value))
    let s = isSigned ? error / 2 : error
    guard s.isFinite, z.isFinite else { return nil }
    let varies = s > 1e-12
    let n = varies ? min(limit, p * (1 - p) / (s * s)) : plain
    guard n > 0, n.isFinite else { return nil }
    let range = Interval.wilson(p, n, z: z)
    guard isSigned else { return Interval(range, varies ? method : .noVariation) }
    return Interval(
      (2 * range.lowerBound - 1)...(2 * range.upperBound - 1), varies ? method : .noVariation)
  }
}

/// The interval of a share on the logit scale: logit p ± t·s/(p(1 − p)), back on the scale of shares.
struct LogitForm {
  /// The number of standard errors.
  let reach: Double
  /// The number of samples that stands in where the standard error is 0 or the share 0 or 1.
  let plain: Double

  /// The interval; `nil` where there is no number of standard errors.
  func interval(_ p: Double, error: Double, _ method: Interval.Method) -> Interval? {
    guard error.isFinite, reach.isFinite else { return nil }
    let product = p * (1 - p)
    guard error > 1e-12, product > 0 else {
      guard plain > 0, plain.isFinite else { return nil }
      return Interval(Interval.wilson(min(1, max(0, p)), plain), .separated)
    }
    let odds = p / (1 - p)
    let factor = Elementary.exp(reach * error / product)
    let (low, high) = (odds / factor, odds * factor)
    return Interval((low / (1 + low))...(high.isFinite ? high / (1 + high) : 1), method)
  }
}
