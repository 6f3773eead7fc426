internal import Augmentation
internal import Core
internal import NeuralNetworks

extension TuneSpace {
  /// The trials of a search, every recipe of it read and found sound.
  ///
  /// - Parameter budget: the number of trials, in place of the file's.
  /// - Throws: before anything runs: for a budget that does not fit, and for any setting that some trial could
  ///   get and that the recipe refuses.
  func trials(budget: Int?, seed: UInt64) throws(WorkbenchError) -> [TuneTrial] {
    let points = try points(budget: budget ?? trials, seed: seed)
    for point in corners { _ = try trial(0, point) }
    var made: [TuneTrial] = []
    var first: [Digest: Int] = [:]
    for (number, point) in points.enumerated() {
      var trial = try trial(number + 1, point)
      if let earlier = first[trial.digest] {
        trial.repeats = earlier
      } else {
        first[trial.digest] = trial.number
      }
      made.append(trial)
    }
    try checkAgreement(made)
    return made
  }

  private func points(budget: Int?, seed: UInt64) throws(WorkbenchError) -> [[TuneValue]] {
    switch method {
    case .grid:
      let size = parameters.reduce(1) { size, parameter in
        size > Self.maximumTrials ? size : size * max(1, parameter.gridValues.count)
      }
      guard size <= Self.maximumTrials else {
        throw .usage(
          "\(path) makes a grid of more than \(Self.maximumTrials) trials; use fewer values, or "
            + "method: random")
      }
      if let budget, budget < size {
        throw .usage(
          "\(path) makes a grid of \(size) trials and the budget is \(budget); raise it to \(size), "
            + "or use method: random")
      }
      return product(parameters.map(\.gridValues))
    case .random, .successiveHalving:
      guard let budget else {
        throw .usage("\(path) does not say how many trials to run; add 'trials: 20' or --trials 20")
      }
      let key = LuckKey(seed: seed, purpose: "tune")
      return (1...budget).map { trial in
        parameters.map { $0.draw(trial: trial, key: key) }
      }
    }
  }

  /// All combinations, the first list moving slowest.
  private func product(_ lists: [[TuneValue]]) -> [[TuneValue]] {
    lists.reduce([[]]) { points, values in
      points.flatMap { point in values.map { point + [$0] } }
    }
  }

  /// What a check must try: every combination of choices and ends, or each by itself where that is too many.
  private var corners: [[TuneValue]] {
    let extremes = parameters.map(\.extremes)
    let size = extremes.reduce(1) { $0 > 4096 ? $0 : $0 * $1.count }
    if size <= 4096 { return product(extremes) }
    let middle = extremes.map { $0[0] }
    return extremes.indices.flatMap { place in
      extremes[place].map { value in
        var point = middle
        point[place] = value
        return point
      }
    }
  }

  private func trial(_ number: Int, _ point: [TuneValue]) throws(WorkbenchError) -> TuneTrial {
    var (recipe, policy) = (recipe, augmentation)
    do throws(SettingsError) {
      for (parameter, value) in zip(parameters, point) {
        switch parameter.path.text {
        case "recipe": recipe = value.node.moved(to: "")
        case "augmentation": policy = value.node.moved(to: "")
        default: recipe = try recipe.setting(parameter.path, to: value.node)
        }
      }
      return try TuneTrial(
        number: number, values: point, recipeNode: recipe, augmentationNode: policy,
        recipe: Recipe(settings: recipe),
        augmentation: policy.map { node throws(SettingsError) in
          try AugmentationPolicy(settings: node)
        })
    } catch {
      let values = zip(parameters, point).map { "\($0.path.text) \($1.text)" }
      throw .settings(
        SettingsError(
          file: error.file, line: error.line, path: error.path,
          reason: "\(error.reason) (a trial could have \(values.joined(separator: ", ")))"))
    }
  }

  /// Trials are compared by one metric and, in rungs, by epochs, so they must have these in common.
  private func checkAgreement(_ made: [TuneTrial]) throws(WorkbenchError) {
    guard let first = made.first else { return }
    if let other = made.first(where: { $0.recipe.primaryMetric != first.recipe.primaryMetric }) {
      throw .problem(
        "trials \(first.number) and \(other.number) of \(path) have different primary metrics, so they "
          + "cannot be compared; give all the same")
    }
    guard case .successiveHalving(let least, _) = method else { return }
    if let other = made.first(where: { $0.recipe.epochs != first.recipe.epochs }) {
      throw .problem(
        "trials \(first.number) and \(other.number) of \(path) train for different numbers of epochs, so "
          + "no rung is the same for both; give all the same")
    }
    guard least < first.recipe.epochs else {
      throw .problem(
        "\(path): minimum-epochs \(least) is not below the recipe's \(first.recipe.epochs) epochs; lower it"
      )
    }
  }
}
