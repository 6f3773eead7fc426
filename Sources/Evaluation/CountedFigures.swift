/// Every score that follows from counts alone, as plain numbers: what one resample is scored with.
///
/// The definitions are those of `MetricsReport`; a test holds the two together. Not a number stands for 0/0.
package struct CountedFigures {
  /// The number of classes K.
  package let classes: Int
  /// For how many k accuracy@k is counted.
  package let ranks: Int

  /// The figures of some classes.
  package init(classes: Int, ranks: Int) { (self.classes, self.ranks) = (classes, ranks) }

  /// The names of the overall figures in the order of `figures`.
  package var overallNames: [String] {
    (1...max(1, ranks)).map { $0 == 1 ? "accuracy" : "accuracy_at_\($0)" } + [
      "macro_precision", "macro_recall", "macro_f1", "weighted_precision", "weighted_recall",
      "weighted_f1", "macro_specificity", "weighted_specificity", "micro_specificity",
      "macro_accuracy", "balanced_accuracy", "matthews_correlation", "cohens_kappa",
      "majority_share",
    ]
  }

  /// The names of the figures of a class, which follow the overall ones class by class.
  package var classFigureNames: [String] {
    [
      "precision", "recall", "specificity", "accuracy", "f1", "balanced_accuracy",
      "matthews_correlation", "cohens_kappa",
    ] + (2...max(2, ranks)).filter { $0 <= ranks }.map { "accuracy_at_\($0)" }
  }

  /// The number of outcomes: true class × predicted class × rank of the true class.
  package var outcomeCount: Int { classes * classes * max(1, ranks) }

  /// The outcome of a sample; the true class has rank 0 where it is the predicted one.
  package func outcome(label: Int, predicted: Int, rank: Int) -> Int32 {
    // Rank 0 and rank 1 never share a cell: the first is on the diagonal, the second off it.
    let bucket = max(0, min(rank, ranks) - 1)
    return Int32((label * classes + predicted) * max(1, ranks) + bucket)
  }

  /// The true and the predicted class of an outcome.
  func pair(_ outcome: Int) -> (label: Int, predicted: Int) {
    let cell = outcome / max(1, ranks)
    return (cell / classes, cell % classes)
  }

  /// The figures of some counts of outcomes: the overall ones, then class by class.
  package func figures(_ counts: [Double]) -> [Double] {
    let (k, depth) = (classes, max(1, ranks))
    var hits = Array(repeating: 0.0, count: k)
    var (support, predicted) = (hits, hits)
    var within = Array(repeating: 0.0, count: k * depth)
    for label in 0..<k {
      for guess in 0..<k {
        for bucket in 0..<depth {
          let count = counts[(label * k + guess) * depth + bucket]
          if count == 0 { continue }
          support[label] += count
          predicted[guess] += count
          if label == guess {
            hits[label] += count
            within[label * depth] += count
          } else if bucket + 1 < depth {
            within[label * depth + bucket + 1] += count
          }
        }
      }
      for rank in 1..<max(1, depth) {
        within[label * depth + rank] += within[label * depth + rank - 1]
      }
    }
    let total = support.reduce(0, +)
    var list = (0..<depth).map { rank in
      (0..<k).reduce(0.0) { $0 + within[$1 * depth + rank] } / total
    }
    list += overall(hits, support, predicted, total)
    for label in 0..<k {
      list += one(hits[label], support[label], predicted[label], total)
      for rank in 1..<depth { list.append(within[label * depth + rank] / support[label]) }
    }
    return list
  }

  private func overall(
    _ hits: [Double], _ support: [Double], _ predicted: [Double], _ total: Double
  ) -> [Double] {
    var (present, recalled, distinct) = (0.0, 0.0, 0.0)
    var macro = (precision: 0.0, recall: 0.0, f1: 0.0, specificity: 0.0, accuracy: 0.0)
    var weighted = (precision: 0.0, recall: 0.0, f1: 0.0, specificity: 0.0, mass: 0.0)
    var (rejected, others) = (0.0, 0.0)
    var (products, predictedSquares, labelSquares, correct) = (0.0, 0.0, 0.0, 0.0)
    for label in 0..<classes {
      let (tp, n, p) = (hits[label], support[label], predicted[label])
      correct += tp
      products += n * p
      predictedSquares += p * p
      labelSquares += n * n
      let tn = total - n - p + tp
      rejected += tn
      others += total - n
      if n > 0 {
        recalled += 1
        macro.recall += tp / n
      }
      guard n + p > 0 else { continue }
      present += 1
      let precision = p > 0 ? tp / p : 0
      let f1 = 2 * tp / (n + p)
      macro.precision += precision
      macro.f1 += f1
      macro.accuracy += (tp + tn) / total
      weighted.precision += n * precision
      weighted.recall += tp
      weighted.f1 += n * f1
      if total > n {
        distinct += 1
        macro.specificity += tn / (total - n)
        weighted.specificity += n * (tn / (total - n))
        weighted.mass += n
      }
    }
    let chance = total * total - products
    let spread =
      ((total * total - predictedSquares) * (total * total - labelSquares)).squareRoot()
    return [
      macro.precision / present, macro.recall / present, macro.f1 / present,
      weighted.precision / total, weighted.recall / total, weighted.f1 / total,
      macro.specificity / distinct, weighted.specificity / weighted.mass, rejected / others,
      macro.accuracy / present, macro.recall / recalled,
      (correct * total - products) / spread, (correct * total - products) / chance,
      (support.max() ?? 0) / total,
    ]
  }

  private func one(_ tp: Double, _ n: Double, _ p: Double, _ total: Double) -> [Double] {
    let tn = total - n - p + tp
    let (recall, specificity) = (tp / n, tn / (total - n))
    let margins = n * p * (total - n) * (total - p)
    let agreed = (tp + tn) * total
    let chance = n * p + (total - n) * (total - p)
    return [
      tp / p, recall, specificity, (tp + tn) / total, 2 * tp / (n + p),
      (recall + specificity) / 2, (tp * total - n * p) / margins.squareRoot(),
      (agreed - chance) / (total * total - chance),
    ]
  }
}
