import Core

/// Every score of one set of predictions, overall and per class.
///
/// - accuracy@k: the true class is among the k most probable; of equal probabilities the first class is
///   ahead.
/// - balanced accuracy: the mean recall of the classes that have samples.
/// - log loss: −mean ln p(true class), p held within 2⁻⁵²…1 − 2⁻⁵² as in scikit-learn.
/// - Matthews correlation (Gorodkin, 2004) and Cohen's kappa (1960) in their forms for many classes.
/// - ROC AUC and average precision: the mean over the classes that have both samples and others.
///
/// A score that is 0/0 is undefined, with a reason; never NaN.
public struct MetricsReport: Hashable, Sendable {
  /// The class names in order.
  public let classNames: [String]
  /// How often each class was taken for each.
  public let confusion: ConfusionMatrix
  /// The scores of each class.
  public let classes: [ClassMetrics]
  /// accuracy@k for k = 1, 2, … as far as there are classes, at most 5.
  public let accuracyAtK: [Proportion]
  /// −mean ln p(true class).
  public let logLoss: Figure
  /// Confidence against accuracy.
  public let calibration: Calibration

  /// Scores some predictions in O(K · N log N).
  public init(_ predictions: Predictions) {
    classNames = predictions.classNames
    confusion = ConfusionMatrix(predictions)
    let confusion = confusion
    classes = predictions.classNames.enumerated().map { label, name in
      ClassMetrics(
        confusion, label: label, name: name, ranking: RankingCurve(predictions, class: label))
    }
    calibration = Calibration(predictions)
    // With k = K every sample would count, so k stays below.
    var hits = Array(repeating: 0, count: min(5, predictions.classCount - 1))
    var loss = CompensatedSum()
    let least = Double.ulpOfOne
    for row in 0..<predictions.count {
      let rank = predictions.rankOfLabel(row: row)
      if rank < hits.count { hits[rank] += 1 }
      let p = Double(predictions.probability(row: row, of: predictions.labels[row]))
      loss.add(-Elementary.log(min(max(p, least), 1 - least)))
    }
    for k in hits.indices.dropFirst() { hits[k] += hits[k - 1] }
    accuracyAtK = hits.map { Proportion($0, of: predictions.count, or: .noSamples) }
    logLoss = .ratio(loss.value, Double(predictions.count), or: .noSamples)
  }

  /// The number of samples.
  public var support: Int { confusion.total }

  /// The share of samples whose most probable class is the true one.
  public var accuracy: Proportion {
    Proportion(confusion.correct, of: support, or: .noSamples)
  }

  /// The plain means over the classes.
  public var macro: Averages { .macro(classes) }

  /// From all counts together.
  public var micro: Averages { .micro(classes) }

  /// The means over the classes, weighted by support.
  public var weighted: Averages { .weighted(classes) }

  /// The plain mean of the specificities of the classes that have samples or were predicted.
  public var macroSpecificity: Figure {
    .mean(
      classes.filter { $0.support + $0.predicted > 0 }.map(\.specificity.figure), or: .noSamples)
  }

  /// The mean recall of the classes that have samples.
  public var balancedAccuracy: Figure { .mean(classes.map(\.recall.figure), or: .noSamples) }

  /// The mean ROC AUC of the classes for which it exists.
  public var macroROCAUC: Figure { .mean(classes.map(\.ranking.rocAUC), or: .oneClass) }

  /// The mean average precision of the classes for which it exists.
  public var macroAveragePrecision: Figure {
    .mean(classes.map(\.ranking.averagePrecision), or: .noSamples)
  }

  /// The share of the most frequent class: the accuracy of always guessing it.
  public var majorityShare: Figure {
    .ratio(classes.map(\.support).max() ?? 0, support, or: .noSamples)
  }
}
