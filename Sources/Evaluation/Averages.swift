public import Core

/// Precision, recall and F1 over all classes, in one of three averages.
///
/// As in scikit-learn with `zero_division=0`: a class that occurs among the labels or the predictions
/// counts, with 0 where its own figure is 0/0; a class that occurs in neither is left out.
public struct Averages: Hashable, Sendable {
  /// The averaged precision.
  public let precision: Figure
  /// The averaged recall.
  public let recall: Figure
  /// The averaged F1.
  public let f1: Figure

  /// The plain mean over the classes that occur.
  static func macro(_ classes: [ClassMetrics]) -> Averages {
    let present = classes.filter { $0.support + $0.predicted > 0 }
    return averages(present) { _ in 1 }
  }

  /// The mean weighted by support.
  static func weighted(_ classes: [ClassMetrics]) -> Averages {
    averages(classes) { Double($0.support) }
  }

  /// From the counts of all classes together; with one label a sample all three equal the accuracy.
  static func micro(_ classes: [ClassMetrics]) -> Averages {
    let hits = classes.reduce(0) { $0 + $1.truePositives }
    let predicted = classes.reduce(0) { $0 + $1.predicted }
    let support = classes.reduce(0) { $0 + $1.support }
    return Averages(
      precision: .ratio(hits, predicted, or: .noSamples),
      recall: .ratio(hits, support, or: .noSamples),
      f1: .ratio(2 * hits, predicted + support, or: .noSamples))
  }

  private static func averages(
    _ classes: [ClassMetrics], weight: (ClassMetrics) -> Double
  ) -> Averages {
    let total = classes.reduce(0.0) { $0 + weight($1) }
    func mean(_ figure: (ClassMetrics) -> Double?) -> Figure {
      let sum = classes.reduce(0.0) { $0 + weight($1) * (figure($1) ?? 0) }
      return .ratio(sum, total, or: .noSamples)
    }
    return Averages(
      precision: mean(\.precision.value), recall: mean(\.recall.value), f1: mean(\.f1.value))
  }

  /// The three figures.
  public var json: JSON {
    ["precision": precision.json, "recall": recall.json, "f1": f1.json]
  }
}
