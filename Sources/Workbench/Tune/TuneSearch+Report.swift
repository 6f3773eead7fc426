internal import Core
internal import NeuralNetworks
internal import Reports
internal import Tensors

/// The files of a search: what is known so far, written anew after every trial.
extension TuneSearch {
  static let recipeFile = "best-recipe.yaml"
  static let policyFile = "best-augmentation.yaml"

  /// Writes all files; `tune.json` comes last.
  func write(isFinal: Bool) throws(WorkbenchError) {
    let report = report
    var texts = [
      ("trials.csv", report.csv), ("report.md", report.markdown), ("report.html", report.html),
    ]
    if let winner = standings.winner, isFinal {
      let trial = trials[winner]
      texts.append((Self.recipeFile, try checkedRecipe(trial)))
      if let node = trial.augmentationNode {
        texts.append((Self.policyFile, head(trial) + node.yaml))
      }
    }
    texts.append(("tune.json", report.jsonText))
    try lifting { () throws(FileError) in
      for (name, text) in texts {
        try Files.writeAtomically(text: text, to: Files.join(request.out, name))
      }
      // A policy that an earlier, shorter search of this folder left is none of this one's.
      if let winner = standings.winner, isFinal, trials[winner].augmentationNode == nil {
        try Files.remove(Files.join(request.out, Self.policyFile))
      }
    }
  }

  private func head(_ trial: TuneTrial) -> String {
    "# Trial \(trial.number) of a search by fer-data tune; chosen on the validation split.\n"
  }

  /// The text of the best recipe, after reading it back as the very recipe that was trained.
  private func checkedRecipe(_ trial: TuneTrial) throws(WorkbenchError) -> String {
    let text = head(trial) + trial.recipeNode.yaml
    let read = try TrainNetwork.recipe(
      settings: try SettingsFile.parse(text, file: Self.recipeFile))
    guard read == trial.recipe else {
      throw .problem(
        "\(Self.recipeFile) does not read back as trial \(trial.number)'s recipe; please report this"
      )
    }
    return text
  }

  /// All that is known so far.
  var report: TuneReport {
    let best = standings.winner.map { winner in
      (recipe: trials[winner].recipeNode.yaml, augmentation: trials[winner].augmentationNode?.yaml)
    }
    return TuneReport(
      method: (request.space.method.name, request.space.method.json),
      metric: .init(
        name: metric.rawValue, isShare: metric != .loss, isHigherBetter: metric != .loss),
      seed: .seed(request.seed),
      parameters: request.space.parameters.map(\.facts),
      trials: trials.indices.map(facts),
      rungs: rungs.map { .init(epochs: $0.epochs, trials: $0.trials) }, winner: standings.winner,
      validationCount: validationCount, isComplete: standings.next == nil, best: best,
      provenance: [
        .init("Program", "fer-data \(Version.current)"),
        .init("Shards (SHA-256 of the set)", train.index.setDigest.hex),
        .init("Seed", String(request.seed)), .init("Method", request.space.method.json.text()),
      ])
  }

  private func facts(_ place: Int) -> TuneTrialFacts {
    let (trial, standing) = (trials[place], standings.places[place])
    let state: TuneTrialFacts.State
    switch standing.state {
    case .waiting: state = .waiting
    case .finished: state = .finished
    case .stoppedEarly: state = .stoppedEarly
    case .dropped: state = .dropped
    case .failed(let reason): state = .failed(reason)
    case .repeated(let number): state = .repeated(number)
    }
    return TuneTrialFacts(
      number: trial.number,
      values: trial.values.map { .init(text: $0.text, position: $0.position) }, state: state,
      rung: standing.rung + 1, epochs: standing.epochs, bestEpoch: standing.best?.epoch,
      score: standings.merit(place).map { metric == .loss ? -$0 : $0 },
      accuracy: standing.best?.validationAccuracy, loss: standing.best?.validationLoss,
      recipe: trial.recipe.digest)
  }

  /// What became of a trial that was just trained, on one line.
  func line(_ place: Int) -> String {
    let trial = trials[place]
    let record = records[place]
    var text = "trial \(trial.number)/\(trials.count): "
    if let failure = record?.failure {
      text += "failed: \(failure.reason)"
    } else if let best = record?.best(within: .max), let merit = metric.merit(of: best) {
      text += "val \(metric.rawValue) \(Self.score(merit, metric)) at epoch \(best.epoch)"
    }
    let values = zip(request.space.parameters, trial.values).map { "\($0.path.text) \($1.text)" }
    text += " (\(values.joined(separator: ", ")))"
    if let winner = standings.winner, let merit = standings.merit(winner) {
      text += "; best so far \(Self.score(merit, metric)), trial \(trials[winner].number)"
    }
    return text
  }

  /// A score as people read it.
  static func score(_ merit: Double, _ metric: Recipe.Metric) -> String {
    metric == .loss ? Numbers.fixed(-merit, 4) : Numbers.percent(merit)
  }

  /// What the command line prints.
  var summary: TuneSummary { TuneSummary(folder: request.out, report: report) }
}

extension TuneParameter {
  fileprivate var facts: TuneParameterFacts {
    switch domain {
    case .choices(let choices):
      TuneParameterFacts(name: path.text, domain: .choices(choices.map(\.label)))
    case .range(let range):
      TuneParameterFacts(
        name: path.text,
        domain: .range(range.low, range.high, isLogarithmic: range.scale == .log))
    }
  }
}
