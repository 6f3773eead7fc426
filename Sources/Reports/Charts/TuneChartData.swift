/// The trials of a search as its charts draw them.
struct TuneChartData {
  /// One trial.
  struct Mark {
    let number: Int
    /// Where it stands on each parameter's axis, 0…1.
    let shares: [Double]
    /// Where it stands on the metric's axis; nil for one that failed.
    let score: Double?
    /// The CSS classes: what became of it, and its fifth of the ranking.
    let style: String
    /// What is shown when it is pointed at.
    let tip: String
  }

  /// Of the parameters that take more than one value.
  let axes: [ChartAxis]
  let metric: ChartAxis
  /// Drawn in this order, so that the best lies on top.
  let marks: [Mark]
  /// Told to those who cannot see the chart.
  let summary: String
  let legend: String

  init(_ report: TuneReport) {
    let varied = report.parameters.indices.filter { place in
      if case .choices(let names) = report.parameters[place].domain { return names.count > 1 }
      return true
    }
    axes = varied.map { place in
      let parameter = report.parameters[place]
      switch parameter.domain {
      case .choices(let names):
        return ChartAxis(name: parameter.name, scale: .names(names))
      case .range(let low, let high, let isLogarithmic):
        return ChartAxis(
          name: parameter.name, scale: isLogarithmic ? .logarithmic(low, high) : .linear(low, high))
      }
    }
    let scores = report.trials.compactMap(\.score)
    let (low, high) = (scores.min() ?? 0, scores.max() ?? 1)
    let air = max((high - low) * 0.05, 1e-3)
    metric = ChartAxis(
      name: report.metric.name, scale: .linear(low - air, high + air),
      isShare: report.metric.isShare)
    let ranked = report.ranked.filter { $0.score != nil }
    var fifths: [Int: Int] = [:]
    for (place, trial) in ranked.enumerated() {
      fifths[trial.number] = min(4, place * 5 / max(1, ranked.count))
    }
    let (axes, metric) = (axes, metric)
    marks = report.ranked.reversed().compactMap { trial in
      if case .repeated = trial.state { return nil }
      let hasFailed = if case .failed = trial.state { true } else { false }
      guard trial.score != nil || hasFailed else { return nil }
      let isBest = trial.number == report.winning?.number
      let values = zip(report.parameters, trial.values).map { "\($0.name) \($1.text)" }
      let score = trial.score.map { report.metric.text($0) + ", " } ?? ""
      return Mark(
        number: trial.number,
        shares: zip(axes, varied).map { $0.share(of: trial.values[$1].position) },
        score: trial.score.map { metric.share(of: $0) },
        style: isBest
          ? "best"
          : hasFailed
            ? "failed"
            : "fifth\(fifths[trial.number] ?? 4)" + (trial.state.isToTheEnd ? "" : " partial"),
        tip: "trial \(trial.number): \(score)\(trial.outcome); \(values.joined(separator: ", "))")
    }
    let best = report.winning.flatMap { trial in
      trial.score.map { "; the best is trial \(trial.number) with \(report.metric.text($0))" }
    }
    summary =
      "\(ranked.count) scored trials\(best ?? ""). The table of trials has every figure."
    var legend = "Orange: the best trial. Darker blue: a better fifth of the trials."
    if marks.contains(where: { $0.style.contains("partial") }) {
      legend += " Hollow: not trained to the end."
    }
    if marks.contains(where: { $0.style == "failed" }) { legend += " Crosses: failed." }
    if axes.contains(where: { if case .names = $0.scale { true } else { false } }) {
      legend += " Points of one name are spread sideways, so that they can be told apart."
    }
    self.legend = legend
  }
}
