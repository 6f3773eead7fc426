public import Core

/// The scores of one class against all others.
///
/// With TP, FP, FN, TN the counts of the class one-vs-rest:
/// precision = TP/(TP+FP), recall = TP/(TP+FN), specificity = TN/(TN+FP), F1 = 2TP/(2TP+FP+FN),
/// accuracy = (TP+TN)/N.
public struct ClassMetrics: Hashable, Sendable {
  /// The class.
  public let name: String
  /// Samples of the class that were taken for it.
  public let truePositives: Int
  /// Samples of other classes that were taken for it.
  public let falsePositives: Int
  /// Samples of the class that were taken for another.
  public let falseNegatives: Int
  /// All others.
  public let trueNegatives: Int
  /// The areas under the ROC and the precision–recall curve.
  public let ranking: RankingCurve

  init(_ confusion: ConfusionMatrix, label: Int, name: String, ranking: RankingCurve) {
    self.name = name
    truePositives = confusion[label, label]
    falsePositives = confusion.predicted(label) - truePositives
    falseNegatives = confusion.support(label) - truePositives
    trueNegatives = confusion.total - truePositives - falsePositives - falseNegatives
    self.ranking = ranking
  }

  /// The number of samples of the class.
  public var support: Int { truePositives + falseNegatives }

  /// The number of samples taken for the class.
  public var predicted: Int { truePositives + falsePositives }

  /// TP/(TP+FP): how many of those taken for the class are of it.
  public var precision: Proportion {
    Proportion(truePositives, of: predicted, or: .noPredictions)
  }

  /// TP/(TP+FN): how many of the class were recognized.
  public var recall: Proportion { Proportion(truePositives, of: support, or: .noSupport) }

  /// TN/(TN+FP): how many of the others were not taken for the class.
  public var specificity: Proportion {
    let others = trueNegatives + falsePositives
    return Proportion(trueNegatives, of: others, or: support > 0 ? .noOthers : .noSamples)
  }

  /// (TP+TN)/N: one-vs-rest accuracy, as emotion papers print it per class.
  public var accuracy: Proportion {
    let all = support + falsePositives + trueNegatives
    return Proportion(truePositives + trueNegatives, of: all, or: .noSamples)
  }

  /// 2TP/(2TP+FP+FN): the harmonic mean of precision and recall.
  public var f1: Figure {
    .ratio(
      2 * truePositives, 2 * truePositives + falsePositives + falseNegatives, or: .neverSeen)
  }

  /// The figures by name, each with its interval where it has one.
  var figures: [(name: String, figure: Figure, interval: JSON?)] {
    [
      ("precision", precision.figure, precision.intervalJSON),
      ("recall", recall.figure, recall.intervalJSON),
      ("specificity", specificity.figure, specificity.intervalJSON),
      ("accuracy", accuracy.figure, accuracy.intervalJSON),
      ("f1", f1, nil),
      ("roc_auc", ranking.rocAUC, nil),
      ("average_precision", ranking.averagePrecision, nil),
    ]
  }

  /// The scores with their intervals; a score that does not exist is null, and "undefined" says why.
  public var json: JSON {
    var members: [String: JSON] = [
      "name": .string(name), "support": .integer(support), "predicted": .integer(predicted),
    ]
    members.add(figures)
    return .object(members)
  }
}
