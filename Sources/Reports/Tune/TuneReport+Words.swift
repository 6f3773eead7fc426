internal import Core
internal import Evaluation

/// What the report says, shared by Markdown, HTML and the terminal.
extension TuneReport {
  var title: String { "Search of recipes: \(trials.count) trials by \(method.name)" }

  /// What a reader must know before the figures.
  public var notes: [String] {
    var notes: [String] = []
    if !isComplete {
      let done = trials.count { $0.state != .waiting }
      notes.append("The search is not over: \(done) of \(trials.count) trials are done.")
    }
    notes.append(
      "Trials were compared by the validation split's \(metric.name) alone; the test split was not opened."
    )
    if let winning, let accuracy = winning.accuracy, let plain = plainInterval,
      let honest = honestInterval
    {
      notes.append(Self.luck(accuracy, plain, honest, looks: looks, of: validationCount))
      if rivals > 0 {
        notes.append(
          "\(rivals) other trial\(rivals == 1 ? "" : "s") reached an accuracy inside the winner's plain "
            + "interval; this validation split can hardly tell them apart.")
      }
    }
    let failed = trials.count { if case .failed = $0.state { true } else { false } }
    if failed > 0 {
      notes.append("\(failed) trial\(failed == 1 ? "" : "s") failed; the table says why.")
    }
    if rungs.count > 1 {
      notes.append(
        "Dropped trials stopped early on the schedule of the whole training; their scores are of fewer "
          + "epochs and do not compare with those of finished trials.")
    }
    return notes
  }

  private static func luck(
    _ accuracy: Double, _ plain: ClosedRange<Double>, _ honest: ClosedRange<Double>, looks: Int,
    of images: Int
  ) -> String {
    let (many, count) = (Numbers.grouped(looks), Numbers.grouped(images))
    let (one, all) = (EvaluationReport.range(plain), EvaluationReport.range(honest))
    return """
      \(Numbers.percent(accuracy)) is the best of \(many) looks at the same \(count) validation images (every \
      epoch of every trial), so part of it is luck (the winner's curse) and it is optimistic. As an only look its \
      95 % interval would be \(one) (Wilson); the interval that holds for all looks at once, and so for the best \
      of them, is \(all) (Bonferroni).
      """
  }

  /// The titles of the table of trials.
  var tableTitles: [String] {
    let fixed = ["trial", "outcome", "epochs", "best epoch", "val accuracy", "val loss"]
    return fixed + parameters.map(\.name)
  }

  /// The rows of the table, the best trial first, then by score, then those without one.
  var tableRows: [[String]] { ranked.map(tableRow) }

  private func tableRow(_ trial: TuneTrialFacts) -> [String] {
    var cells = [String(trial.number) + (trial.number == winning?.number ? " *" : "")]
    cells.append(trial.outcome)
    cells.append(String(trial.epochs))
    cells.append(trial.bestEpoch.map { String($0) } ?? "–")
    cells.append(trial.accuracy.map { Numbers.percent($0) } ?? "–")
    cells.append(trial.loss.map { Numbers.fixed($0, 4) } ?? "–")
    return cells + trial.values.map(\.text)
  }

  /// By the stage they got to, then by score, then by number; failed and repeated ones last.
  public var ranked: [TuneTrialFacts] {
    func order(_ trial: TuneTrialFacts) -> (Int, Double, Int) {
      guard let score = trial.score else { return (1, 0, trial.number) }
      return (-trial.rung, metric.isHigherBetter ? -score : score, trial.number)
    }
    return trials.sorted { order($0) < order($1) }
  }

  /// How to go on from here.
  var commands: [String] {
    guard let winning, let best else { return [] }
    let digits = String(winning.number)
    let folder = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    let policy = best.augmentation == nil ? "" : " --augmentation TUNE/best-augmentation.yaml"
    return [
      "fer-data evaluate TUNE/trials/\(folder)",
      "fer-data train SHARDS --recipe TUNE/best-recipe.yaml\(policy) --seed \(seed.text()) --out runs/best",
    ]
  }

  static let rungTitles = ["rung", "trained to epoch", "trials"]

  var rungRows: [[String]] {
    rungs.enumerated().map { place, rung in
      [
        String(place + 1), rung.epochs.map { String($0) } ?? "the last one", String(rung.trials),
      ]
    }
  }
}
