internal import Core
internal import Evaluation

/// What a split's confusion matrix and the sizes of its classes say.
extension Diagnosis {
  func majority(_ scores: EvaluationReport.SplitScores) -> ReportFinding? {
    let metrics = scores.metrics
    guard let accuracy = metrics.accuracy.value, let share = metrics.majorityShare.value,
      let interval = metrics.intervals["accuracy"], interval.low <= share
    else { return nil }
    return ReportFinding(
      .noBetterThanMajority, .serious, split: scores.split,
      "The \(scores.split.rawValue) accuracy, \(Numbers.percent(accuracy)) (95 % interval "
        + "\(EvaluationReport.range(interval.range))), is not shown to be above \(Numbers.percent(share)), what "
        + "always guessing the most frequent class gives.",
      figures: ["accuracy": accuracy, "low": interval.low, "majority_share": share])
  }

  /// The pairs of classes that are most often taken for each other, with the images that show it.
  func confusions(_ scores: EvaluationReport.SplitScores) -> [ReportFinding] {
    let matrix = scores.metrics.confusion
    var pairs: [(first: Int, second: Int, count: Int)] = []
    for first in 0..<matrix.classCount {
      for second in (first + 1)..<max(first + 1, matrix.classCount) {
        let count = matrix[first, second] + matrix[second, first]
        if count >= Self.fewestConfusions { pairs.append((first, second, count)) }
      }
    }
    pairs.sort { ($1.count, $0.first, $0.second) < ($0.count, $1.first, $1.second) }
    return pairs.prefix(Self.mostPairs).map { pair in
      matrix[pair.first, pair.second] >= matrix[pair.second, pair.first]
        ? confusion(scores, pair.first, pair.second) : confusion(scores, pair.second, pair.first)
    }
  }

  /// A pair, the more frequent direction first.
  private func confusion(
    _ scores: EvaluationReport.SplitScores, _ label: Int, _ other: Int
  ) -> ReportFinding {
    let matrix = scores.metrics.confusion
    let names = report.classNames
    let errors = matrix.support(label) - matrix[label, label]
    var figures = [
      "count": Double(matrix[label, other]), "count_back": Double(matrix[other, label]),
      "share": Double(matrix[label, other]) / Double(matrix.support(label)),
    ]
    var sentence =
      "\(names[label]) is taken for \(names[other]) \(times(matrix, label, other)), and \(names[other]) for "
      + "\(names[label]) \(times(matrix, other, label)) (\(scores.split.rawValue))."
    // If errors fell on the other classes as often as these are named at all.
    let rest = matrix.total - matrix.predicted(label)
    var severity = ReportFinding.Severity.note
    if matrix.classCount > 2, rest > 0 {
      let expected = Double(matrix.predicted(other)) / Double(rest)
      let found = Proportion(matrix[label, other], of: errors, or: .noSamples)
      figures["expected_count"] = expected * Double(errors)
      if let interval = found.interval, interval.lowerBound > expected {
        severity = .warning
        sentence +=
          " By how often \(names[other]) is named at all, about "
          + "\(Numbers.grouped(Int((expected * Double(errors)).rounded()))) of \(names[label]) would be taken for it: the "
          + "two look alike to the model."
      } else {
        sentence += " How often \(names[other]) is named explains as many."
      }
    }
    return ReportFinding(
      .confusion, severity, split: scores.split, sentence, figures: figures,
      classes: [names[label], names[other]],
      samples: examples(scores.split, label, other) + examples(scores.split, other, label))
  }

  private func times(_ matrix: ConfusionMatrix, _ label: Int, _ other: Int) -> String {
    let count = matrix[label, other]
    let support = matrix.support(label)
    let often = count == 1 ? "once" : "\(Numbers.grouped(count)) times"
    guard support > 0 else { return often }
    return "\(often) (\(Numbers.percent(Double(count) / Double(support))) of its "
      + "\(Numbers.grouped(support)))"
  }

  /// The samples of a class that are taken for another with the most confidence; equal ones by key.
  private func examples(_ split: Split, _ label: Int, _ other: Int) -> [SampleKey] {
    guard let predictions = predictions[split] else { return [] }
    let rows = (0..<predictions.count).filter {
      predictions.labels[$0] == label && predictions.predictedClass(row: $0) == other
    }
    func isAhead(_ a: Int, _ b: Int) -> Bool {
      let (p, q) = (
        predictions.probability(row: a, of: other), predictions.probability(row: b, of: other)
      )
      return p == q ? predictions.keys[a] < predictions.keys[b] : p > q
    }
    return rows.sorted(by: isAhead).prefix(Self.mostSamples).map { predictions.keys[$0] }
  }

  /// Classes whose figures mean little or do not exist.
  func classSizes(_ scores: EvaluationReport.SplitScores) -> [ReportFinding] {
    var list: [ReportFinding] = []
    let classes = scores.metrics.classes
    let missing = classes.filter { $0.support == 0 }.map(\.name)
    if !missing.isEmpty {
      list.append(
        ReportFinding(
          .missingClass, .warning, split: scores.split,
          "The \(scores.split.rawValue) split has no samples of \(missing.joined(separator: ", ")): nothing is "
            + "known of how well they are recognized.", classes: missing))
    }
    let small = classes.filter { metrics in
      guard metrics.support > 0, let interval = metrics.intervals["recall"] else { return false }
      return interval.high - interval.low > Self.widestInterval
    }
    guard !small.isEmpty else { return list }
    let names = small.map { metrics in
      let range = metrics.intervals["recall"].map { EvaluationReport.range($0.range) } ?? ""
      let noun = metrics.support == 1 ? "sample" : "samples"
      return "\(metrics.name) (\(metrics.support) \(noun), recall \(range) %)"
    }
    list.append(
      ReportFinding(
        .smallClass, .warning, split: scores.split,
        "Too few \(scores.split.rawValue) samples for their figures to mean much, the 95 % interval being wider "
          + "than \(Int(Self.widestInterval * 100)) points: \(names.joined(separator: ", ")).",
        figures: ["widest": Self.widestInterval], classes: small.map(\.name)))
    return list
  }
}
