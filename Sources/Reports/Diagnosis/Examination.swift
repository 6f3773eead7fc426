public import Core
public import Evaluation

/// What a report takes from the predictions besides the scores: curves, and confidence before and after a
/// temperature that was fitted on the validation split.
public struct Examination: Hashable, Sendable {
  /// How far a split's confidence can be believed, as it is or at the temperature.
  public struct Confidence: Hashable, Sendable {
    /// The log loss.
    public let logLoss: Figure
    /// The Brier score.
    public let brierScore: Figure
    /// The reliability bins and the calibration errors.
    public let calibration: Calibration

    init(_ metrics: MetricsReport) {
      (logLoss, brierScore) = (metrics.logLoss, metrics.brierScore)
      calibration = metrics.calibration
    }

    var json: JSON {
      [
        "log_loss": logLoss.json, "brier_score": brierScore.json,
        "expected_calibration_error": calibration.expectedError.json,
        "maximum_calibration_error": calibration.maximumError.json,
        "calibration_error_by_chance": calibration.errorByChance.json,
        "bins": calibration.json,
      ]
    }
  }

  /// The most points of all curves of a split together.
  static let mostPoints = 6_400
  /// The temperature; `nil` without a validation split.
  public let temperature: TemperatureScaling?
  /// val and test as they are.
  public let before: [Split: Confidence]
  /// val and test at the temperature; empty without one.
  public let after: [Split: Confidence]
  /// The points of each class's curves, by label, for val and test.
  public let curves: [Split: [[CurvePoint]]]
  /// How many different weights of the run have been scored on the test split, where that is counted.
  public let weightsScored: Int?

  /// Looks at the predictions of a run; those of the training rows have no part in it.
  public init(_ predictions: [Split: Predictions], weightsScored: Int? = nil) {
    // Classes alone have neither curves nor confidence.
    let heldOut = predictions.filter {
      $0.key != .train && $0.value.count > 0 && !$0.value.areClassesOnly
    }
    let temperature = heldOut[.val].flatMap { try? TemperatureScaling(fittedOn: $0) }
    before = heldOut.mapValues { Confidence(MetricsReport($0, intervals: nil)) }
    after =
      temperature.map { fit in
        heldOut.mapValues { Confidence(MetricsReport(fit.apply(to: $0), intervals: nil)) }
      } ?? [:]
    curves = heldOut.mapValues { predictions in
      let limit = max(10, min(100, Self.mostPoints / predictions.classCount))
      return (0..<predictions.classCount).map {
        CurvePoint.points(predictions, class: $0, limit: limit)
      }
    }
    (self.temperature, self.weightsScored) = (temperature, weightsScored)
  }

  /// The members that it adds to `report.json`: "curves", "temperature_scaling" and "weights_scored_on_test".
  var json: [String: JSON] {
    var members: [String: JSON] = [
      "curves": .object(
        Dictionary(
          uniqueKeysWithValues: curves.map { ($0.rawValue, .array($1.map(Self.json))) }))
    ]
    if let temperature {
      var fit = temperature.json.objectValue ?? [:]
      fit["fitted_on"] = "val"
      fit["splits"] = .object(
        Dictionary(
          uniqueKeysWithValues: before.map { split, confidence in
            (
              split.rawValue,
              ["before": confidence.json, "after": after[split]?.json ?? .null] as JSON
            )
          }))
      members["temperature_scaling"] = .object(fit)
    }
    if let weightsScored { members["weights_scored_on_test"] = .integer(weightsScored) }
    return members
  }

  /// A class's points in columns; null stands for the start, where no score counts.
  private static func json(_ points: [CurvePoint]) -> JSON {
    [
      "threshold": .array(points.map { JSON($0.threshold.map { Double($0) }) }),
      "false_positive_rate": .array(points.map { .number($0.falsePositiveRate) }),
      "true_positive_rate": .array(points.map { .number($0.truePositiveRate) }),
      "precision": .array(points.map { JSON($0.precision) }),
    ]
  }
}
