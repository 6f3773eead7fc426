internal import Core

/// Judges images by rules: pure, from figures alone.
public struct QualityJudge: Sendable {
  /// What one rule says of one image.
  public struct Verdict: Hashable, Sendable {
    /// The check it fails.
    public let check: Check
    /// The figure.
    public let value: Double
    /// What it was compared with, in the unit of the figure.
    public let threshold: Double
    /// Whether the figure is under the threshold.
    public let isBelow: Bool
    /// What was measured.
    public let measure: QualityMeasure

    /// Why, in one clause: "the noise is 14.2 levels, above 12.0".
    public var reason: String {
      "the \(measure.name) is \(measure.text(value)), \(isBelow ? "below" : "above") "
        + measure.text(threshold)
    }
  }

  /// The rules with their bounds.
  public let rules: [(rule: QualityRule, low: Double?, high: Double?)]

  /// A judge of images by some rules; where a rule asks for quartiles, they are those of `images`.
  public init(rules: [QualityRule], preset: QualityPreset, among images: [QualityFigures]) {
    self.rules = rules.map { rule in
      switch rule.side {
      case .below: return (rule, rule.threshold, nil)
      case .above: return (rule, nil, rule.threshold)
      case .outside:
        let sorted = images.compactMap(rule.measure.value(of:)).sorted()
        guard !sorted.isEmpty else { return (rule, nil, nil) }
        let (first, third) = (sorted.percentile(25), sorted.percentile(75))
        let spread = max(third - first, preset.narrowestSpread * sorted.percentile(50))
        return (rule, first - rule.threshold * spread, third + rule.threshold * spread)
      }
    }
  }

  /// What is wrong with an image, in the order of the rules.
  public func verdicts(on figures: QualityFigures) -> [Verdict] {
    var failed: [Verdict] = []
    for (rule, low, high) in rules {
      guard let value = rule.measure.value(of: figures),
        !rule.unless.contains(where: { check in failed.contains { $0.check == check } })
      else { continue }
      if let low, value < low {
        failed.append(
          Verdict(
            check: rule.check, value: value, threshold: low, isBelow: true, measure: rule.measure))
      } else if let high, value > high {
        failed.append(
          Verdict(
            check: rule.check, value: value, threshold: high, isBelow: false,
            measure: rule.measure))
      }
    }
    return failed
  }
}

extension QualityMeasure {
  /// A figure with its unit, as a sentence can hold it.
  public func text(_ value: Double) -> String {
    let number = PlainNumber.text(value, decimals)
    return unit.isEmpty ? number : "\(number) \(unit)"
  }
}
