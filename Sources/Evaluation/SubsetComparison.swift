public import Core

/// The accuracy on a part of the samples beside that on all of them, such as the leak-free part of a test
/// split.
///
/// The part belongs to the whole, so the two accuracies are not independent; but the part and the rest are.
/// With n of N samples in the rest, accuracy(part) − accuracy(whole) = n/N · (accuracy(part) − accuracy(rest)).
/// The interval is Newcombe's for a difference of two independent shares (1998, method 10), times n/N, which is
/// taken as given; where samples come in groups, a bootstrap over whole groups gives the standard error of
/// the difference instead.
public struct SubsetComparison: Hashable, Sendable {
  /// The accuracy on all samples.
  public let whole: Proportion
  /// The accuracy on the part.
  public let part: Proportion
  /// The accuracy on the rest.
  public let rest: Proportion
  /// accuracy(part) − accuracy(whole); undefined when the part is empty.
  public let difference: Figure
  /// Its 95 % interval; `nil` where part or rest is empty.
  public let interval: Interval?

  /// Compares a part with the whole.
  ///
  /// - Parameters:
  ///   - isInPart: one flag a row.
  ///   - plan: the luck of the bootstrap, used where the predictions come in groups.
  /// - Throws: `EvaluationError.countMismatch`.
  public init(
    _ predictions: Predictions, isInPart: [Bool], plan: IntervalPlan = IntervalPlan()
  ) throws(EvaluationError) {
    guard isInPart.count == predictions.count else {
      throw .countMismatch(what: "flags", count: isInPart.count, expected: predictions.count)
    }
    // Outcomes: right or wrong, in the part or not.
    let outcomes = (0..<predictions.count).map { row -> Int32 in
      let isRight = predictions.predictedClass(row: row) == predictions.labels[row]
      return (isRight ? 1 : 0) + (isInPart[row] ? 2 : 0)
    }
    let groups = GroupedRows(predictions)
    let tables = OutcomeTables(outcomes: outcomes, outcomeCount: 4, groups: groups)
    let total = tables.total.map { Int($0) }
    whole = Proportion(total[1] + total[3], of: predictions.count, or: .noSamples)
    part = Proportion(total[3], of: total[2] + total[3], or: .noSamples)
    rest = Proportion(total[1], of: total[0] + total[1], or: .noSamples)
    let apart = SubsetComparison.difference(tables.total)
    difference = apart.isFinite ? .value(apart) : .undefined(.noSamples)
    let share = Double(rest.trials) / Double(max(1, predictions.count))
    guard let p = part.value, let q = rest.value, let ofPart = part.interval,
      let ofRest = rest.interval
    else {
      interval = nil
      return
    }
    if groups.ofRow == nil {
      let down = ((p - ofPart.lowerBound), (ofRest.upperBound - q))
      let up = ((ofPart.upperBound - p), (q - ofRest.lowerBound))
      let low = p - q - (down.0 * down.0 + down.1 * down.1).squareRoot()
      let high = p - q + (up.0 * up.0 + up.1 * up.1).squareRoot()
      interval = Interval((share * low)...(share * high), .newcombe)
      return
    }
    var spread = ResampledSpread()
    Resampling(tables, seed: plan.seed, purpose: "intervals/part").forEach(plan.resamples) {
      spread.add(SubsetComparison.difference($0))
    }
    interval = spread.deviation(of: plan.resamples).flatMap { deviation in
      let reach = groups.reach * deviation * groups.correction.squareRoot()
      guard reach.isFinite, reach > 0 else { return nil }
      return Interval(
        (apart - reach)...(apart + reach),
        groups.areFew ? .fewGroupsDifference : .groupDifference)
    }
  }

  private static func difference(_ counts: [Double]) -> Double {
    counts[3] / (counts[2] + counts[3]) - (counts[1] + counts[3]) / counts.reduce(0, +)
  }

  /// The three accuracies, the difference and its interval.
  public var json: JSON {
    func share(_ proportion: Proportion) -> JSON {
      [
        "accuracy": proportion.figure.json, "interval": proportion.intervalJSON,
        "support": .integer(proportion.trials),
      ]
    }
    return [
      "whole": share(whole), "part": share(part), "rest": share(rest),
      "difference": difference.json, "interval": interval?.json ?? .null,
      "method": interval.map { .string($0.method.rawValue) } ?? .null,
    ]
  }
}
