internal import Core

/// The paired differences of figures that do not follow from counts: log loss, Brier score and the mean area
/// under the ROC curves.
enum PairedLosses {
  /// The differences, by Student's t over rows or groups and by DeLong's paired variance (1988), whose influences
  /// of both models are subtracted row by row.
  static func differences(
    _ first: Predictions, _ second: Predictions, _ groups: GroupedRows
  ) -> [PairedComparison.Difference] {
    guard first.count > 0 else { return [] }
    var list = [
      mean("log_loss", first, second, groups, logLoss),
      mean("brier_score", first, second, groups, brier),
    ]
    let (a, b) = (areas(first, groups), areas(second, groups))
    if let one = a.mean, let two = b.mean {
      var sums = GroupSums(groups)
      for row in a.ofRows.indices { sums.add(b.ofRows[row] - a.ofRows[row], row: row) }
      let reach = groups.reach * sums.error
      let isKnown = reach.isFinite && reach > 0
      let method: Interval.Method = groups.ofRow == nil ? .pairedDeLong : .pairedDeLongByGroup
      list.append(
        .init(
          name: "macro_roc_auc", first: one, second: two,
          interval: isKnown ? Interval((two - one - reach)...(two - one + reach), method) : nil,
          shareAbove: nil))
    }
    return list
  }

  private static func mean(
    _ name: String, _ first: Predictions, _ second: Predictions, _ groups: GroupedRows,
    _ loss: (Predictions, Int) -> Double
  ) -> PairedComparison.Difference {
    var means = Array(repeating: RowMeans(classes: 0, groups: groups), count: 3)
    for row in 0..<first.count {
      let (a, b) = (loss(first, row), loss(second, row))
      let group = groups.ofRow.map { Int($0[row]) } ?? row
      for (place, value) in [a, b, b - a].enumerated() { means[place].add(value, group: group) }
    }
    let values = means.map { $0.mean(or: .noSamples).value ?? 0 }
    let interval = means[2].interval(isSigned: true)
    return .init(
      name: name, first: values[0], second: values[1],
      interval: interval.flatMap { $0.high > $0.low ? $0 : nil }, shareAbove: nil)
  }

  private static func logLoss(_ predictions: Predictions, _ row: Int) -> Double {
    RowScan.logLoss(Double(predictions.probability(row: row, of: predictions.labels[row])))
  }

  private static func brier(_ predictions: Predictions, _ row: Int) -> Double {
    (0..<predictions.classCount).reduce(0.0) { sum, label in
      let p = Double(predictions.probability(row: row, of: label))
      let apart = label == predictions.labels[row] ? 1 - p : p
      return sum + apart * apart
    }
  }

  private static func areas(
    _ predictions: Predictions, _ groups: GroupedRows
  ) -> (mean: Double?, ofRows: [Double]) {
    let matrix = ConfusionMatrix(predictions)
    let supports = (0..<predictions.classCount).map { matrix.support($0) }
    var influence = RankingInfluence(predictions.labels, supports: supports, groups: groups)
    var scores = RankedScores()
    let figures = (0..<predictions.classCount).map { label -> Figure in
      scores.sort(predictions, class: label)
      let curve = RankingCurve(scores)
      _ = influence.add(scores, curve)
      return curve.rocAUC
    }
    return (Figure.mean(figures, or: .oneClass).value, influence.ofRows.rocAUC)
  }
}

extension Predictions {
  /// These predictions in the order of the samples of others.
  ///
  /// - Throws: `EvaluationError.notPaired` unless both have the same samples, classes and labels.
  func inOrder(of other: Predictions) throws(EvaluationError) -> Predictions {
    guard classNames == other.classNames else { throw .notPaired(what: "classes") }
    guard count == other.count else { throw .notPaired(what: "numbers of samples") }
    var ordered = self
    if keys != other.keys {
      var places: [SampleKey: Int] = [:]
      for (row, key) in keys.enumerated() where places.updateValue(row, forKey: key) != nil {
        throw .notPaired(what: "samples, one of which comes twice")
      }
      var rows: [Int] = []
      for key in other.keys {
        guard let row = places.removeValue(forKey: key) else { throw .notPaired(what: "samples") }
        rows.append(row)
      }
      ordered = Predictions(rows: rows, of: self)
    }
    guard ordered.labels == other.labels else { throw .notPaired(what: "labels") }
    return ordered
  }
}
