public import Core

/// The scores of one class against all others.
///
/// With TP, FP, FN, TN the counts of the class one-vs-rest:
/// precision = TP/(TP+FP), recall = TP/(TP+FN), specificity = TN/(TN+FP), F1 = 2TP/(2TP+FP+FN),
/// accuracy = (TP+TN)/N, balanced accuracy = (recall + specificity)/2.
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
  public internal(set) var ranking: RankingCurve
  /// The share of the class's samples whose class is among the k most probable, for k from 1.
  public internal(set) var accuracyAtK: [Proportion]
  /// −mean ln p(the class) over its samples.
  public internal(set) var logLoss: Figure
  /// The mean of (p − y)² over all samples, y being 1 for the class and 0 for others (Brier, 1950).
  public internal(set) var brierScore: Figure
  /// The class's probability against how often it is the true one (Kull et al., 2019).
  public internal(set) var calibration: Calibration
  /// The 95 % intervals by the names of the figures in the report; empty where none were asked for.
  public internal(set) var intervals: [String: Interval] = [:]

  init(
    _ confusion: ConfusionMatrix, label: Int, name: String, ranking: RankingCurve,
    hitsAtK: [Int], scan: RowScan
  ) {
    self.name = name
    truePositives = confusion[label, label]
    falsePositives = confusion.predicted(label) - truePositives
    let support = confusion.support(label)
    falseNegatives = support - truePositives
    trueNegatives = confusion.total - truePositives - falsePositives - falseNegatives
    self.ranking = ranking
    accuracyAtK = hitsAtK.map { Proportion($0, of: support, or: .noSupport) }
    logLoss = scan.logLoss.mean(of: label, or: .noSupport)
    brierScore = scan.brier.mean(of: label, or: .noSamples)
    calibration = Calibration(scan.bins[label + 1])
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

  /// (recall + specificity)/2; undefined where either is.
  public var balancedAccuracy: Figure {
    guard let recall = recall.value else { return recall.figure }
    guard let specificity = specificity.value else { return self.specificity.figure }
    return .value((recall + specificity) / 2)
  }

  /// Matthews' correlation of the class against the rest:
  /// (TP·N − n·p) / √(n·p·(N−n)·(N−p)), where n samples are of the class and p were taken for it.
  public var matthewsCorrelation: Figure {
    let (n, p) = (Double(support), Double(predicted))
    let all = n + Double(falsePositives + trueNegatives)
    return .ratio(
      Double(truePositives) * all - n * p, (n * p * (all - n) * (all - p)).squareRoot(),
      or: all == 0 ? .noSamples : .oneClass)
  }

  /// Cohen's kappa of the class against the rest.
  public var cohensKappa: Figure {
    let (n, p) = (Double(support), Double(predicted))
    let all = n + Double(falsePositives + trueNegatives)
    let chance = n * p + (all - n) * (all - p)
    return .ratio(
      Double(truePositives + trueNegatives) * all - chance, all * all - chance,
      or: all == 0 ? .noSamples : .oneClass)
  }

  /// Every figure by its name in the report, each with its interval where it has one.
  public var figures: [(name: String, figure: Figure, interval: Interval?)] {
    var list: [(String, Figure)] = [
      ("precision", precision.figure), ("recall", recall.figure),
      ("specificity", specificity.figure), ("accuracy", accuracy.figure), ("f1", f1),
      ("balanced_accuracy", balancedAccuracy), ("matthews_correlation", matthewsCorrelation),
      ("cohens_kappa", cohensKappa),
    ]
    for (index, proportion) in accuracyAtK.enumerated().dropFirst() {
      list.append(("accuracy_at_\(index + 1)", proportion.figure))
    }
    list += [
      ("roc_auc", ranking.rocAUC), ("average_precision", ranking.averagePrecision),
      ("log_loss", logLoss), ("brier_score", brierScore),
      ("expected_calibration_error", calibration.expectedError),
      ("maximum_calibration_error", calibration.maximumError),
      ("calibration_error_by_chance", calibration.errorByChance),
    ]
    return list.map { ($0.0, $0.1, intervals[$0.0]) }
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
