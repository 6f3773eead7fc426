internal import Core
internal import Evaluation

extension CompareReport {
  var title: String { "\(entries.count) models compared" }

  private static let isNumber: Set<String> = ["log_loss", "brier_score"]

  /// A figure as people read it: "67.9 % (66.4–69.4)", or a dash.
  static func text(_ entry: Entry, _ figure: String, _ split: Split) -> String {
    let (value, interval) = entry.figure(figure, split)
    return EvaluationReport.text(
      value.map { Figure.value($0) }, interval, isShare: !isNumber.contains(figure))
  }

  static func words(_ figure: String) -> String {
    figure == "expected_calibration_error" ? "ECE" : figure.replacing("_", with: " ")
  }

  /// The columns of the leaderboard.
  var boardTitles: [String] {
    ["model", "seed"] + Self.figures.map { "\(shown.rawValue) \(Self.words($0))" }
      + (by == shown ? [] : ["\(by.rawValue) \(Self.words(metric))"])
      + ["parameters", "FLOPs", "weights scored on test"]
  }

  /// The leaderboard, the best first.
  var boardRows: [[String]] {
    entries.map { entry in
      [entry.name, entry.seed ?? "–"] + Self.figures.map { Self.text(entry, $0, shown) }
        + (by == shown ? [] : [Self.text(entry, metric, by)])
        + [entry.parameters, entry.operations, entry.scored].map {
          $0.map { Numbers.grouped($0) } ?? "–"
        }
    }
  }

  static let pairTitles = [
    "pair", "accuracy difference", "macro F1 difference", "only first right", "only second right",
    "McNemar p", "Holm p",
  ]

  var pairRows: [[String]] {
    pairs.map { pair in
      let test = pair.comparison.mcNemar
      return ["\(pair.first) → \(pair.second)"]
        + ["accuracy", "macro_f1"].map { Self.difference(pair, $0) }
        + [
          Numbers.grouped(test.firstOnly), Numbers.grouped(test.secondOnly),
          Self.chance(test.pValue), Self.chance(pair.holm),
        ]
    }
  }

  /// "+1.2 points (0.3–2.1)", second less first.
  static func difference(_ pair: Pair, _ name: String) -> String {
    guard let found = pair.differences.first(where: { $0.name == name }) else { return "–" }
    func points(_ value: Double) -> String {
      (value > 0 ? "+" : "") + Numbers.fixed(value * 100, 1)
    }
    let interval = found.interval.map { " (\(points($0.low)) to \(points($0.high)))" } ?? ""
    return points(found.difference) + interval
  }

  static func chance(_ p: Double) -> String { p < 0.0001 ? "< 0.0001" : Numbers.fixed(p, 4) }

  static let spreadTitles = ["figure", "mean", "standard deviation", "least", "largest"]

  static func rows(_ replicates: Replicates) -> [[String]] {
    replicates.spreads.map { spread in
      let values = [spread.mean, spread.deviation, spread.least, spread.largest]
      return [words(spread.name)]
        + values.map {
          isNumber.contains(spread.name) ? Numbers.fixed($0, 4) : Numbers.percent($0, 2)
        }
    }
  }

  static func heading(_ replicates: Replicates) -> String {
    "\(replicates.names.count) seeds: \(replicates.names.joined(separator: ", "))"
  }

  var testWords: String {
    "Second less first, in points, with 95 % intervals of the paired differences. McNemar’s test asks whether the "
      + "two are right equally often; where samples come in groups it compares the "
      + "groups’ differences by Student’s t (Obuchowski, 1998), so that the p is not that of the two counts beside it. "
      + "Holm’s correction (1979) is for "
      + (pairs.count == 1 ? "the one test" : "all \(pairs.count) tests") + " of this page. A "
      + "difference between two trained networks also holds the luck of their seeds, which no test on one set of "
      + "weights can see."
  }
}
