internal import Core
internal import NeuralNetworks
internal import Tensors

/// One network on random images: what it is made of, and how fast it trains and predicts.
struct TrainingBench {
  let recipe: Recipe
  let classes: Int
  /// Channels, rows and columns.
  let shape: [Int]

  /// The recipe with every block written out, and the work of one image.
  func described() throws -> JSON {
    let summary = try ModelSummary(
      recipe: recipe, classCount: classes, channels: shape[0], height: shape[1], width: shape[2])
    return [
      "recipe": recipe.json, "parameters": .integer(summary.parameters),
      "multiply_adds": .integer(summary.multiplyAdds),
      "first_layer": .integer(summary.layers.first { $0.multiplyAdds > 0 }?.multiplyAdds ?? 0),
    ]
  }

  /// Images a second of whole steps, in windows of half a second after two steps to warm up.
  func trained(_ pool: WorkerPool, _ seconds: Double) throws -> [Double] {
    let source = images(recipe.batch * 100)
    let clock = ContinuousClock()
    var speeds: [Double] = []
    // The start of the present window; nil while warming up.
    var window: ContinuousClock.Instant?
    var (started, steps) = (clock.now, 0)
    _ = try TrainingLoop(
      trainer: trainer(pool), training: source, validation: nil as RandomImages?
    ).run(progress: { _ in
      steps += 1
      let now = clock.now
      guard let begun = window else {
        if steps == 2 { (window, started, steps) = (now, now, 0) }
        return true
      }
      guard now - begun >= .milliseconds(500) else { return true }
      speeds.append(Double(steps * recipe.batch) / ((now - begun) / .seconds(1)))
      (window, steps) = (now, 0)
      return now - started < .seconds(seconds)
    })
    return speeds
  }

  /// Images a second of predictions, in windows of half a second after one to warm up.
  func predicted(_ pool: WorkerPool, _ seconds: Double) throws -> [Double] {
    let file = try SafetensorsFile(bytes: try trainer(pool).bestModel(), path: "the model")
    let network = try Network(checkpoint: file, pool: pool)
    let source = images(512)
    let clock = ContinuousClock()
    _ = try network.predict(source)
    var speeds: [Double] = []
    let started = clock.now
    while clock.now - started < .seconds(seconds) {
      let window = clock.now
      var done = 0
      while clock.now - window < .milliseconds(500) {
        _ = try network.predict(source)
        done += source.count
      }
      speeds.append(Double(done) / ((clock.now - window) / .seconds(1)))
    }
    return speeds
  }

  private func images(_ count: Int) -> RandomImages {
    RandomImages(
      count: count, classes: classes, channels: shape[0], height: shape[1], width: shape[2])
  }

  private func trainer(_ pool: WorkerPool) throws -> Trainer {
    try Trainer(
      recipe: recipe, seed: 1, classCount: classes, channels: shape[0], height: shape[1],
      width: shape[2], pool: pool)
  }
}
