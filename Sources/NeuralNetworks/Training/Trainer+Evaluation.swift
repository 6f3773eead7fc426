internal import Core

extension Trainer {
  /// The scores of the present weights (the averaged ones, if there are any) on a set.
  ///
  /// With `test-time: ten-crop` only the center and its mirror image are looked at, for a fifth of the cost:
  /// this chooses an epoch, and predictions take all ten.
  /// - Throws: `NetworkError` when the set is empty or not of the network's shape.
  public func evaluate(_ source: some SampleSource) throws(NetworkError) -> Score {
    try check(source, least: 1, what: "the set to score")
    let classes = graph.classCount
    let predicted = predictChecked(
      source, with: current, recipe.testTime == .none ? .none : .flip)
    var loss = 0.0
    var confusion = [Int](repeating: 0, count: classes * classes)
    for row in 0..<source.count {
      let part = predicted[row * classes..<(row + 1) * classes]
      let label = source.label(at: row)
      var best = 0
      for k in 1..<classes where part[part.startIndex + k] > part[part.startIndex + best] {
        best = k
      }
      confusion[label * classes + best] += 1
      loss -= Elementary.log(Double(max(part[part.startIndex + label], 1e-38)))
    }
    return Score(lossSum: loss, confusion: confusion, classes: classes)
  }

  /// The probabilities of every class for every row, [N×K] row by row, by the present weights.
  ///
  /// - Throws: `NetworkError` when the set is empty or not of the network's shape.
  public func predict(_ source: some SampleSource) throws(NetworkError) -> [Float] {
    try check(source, least: 1, what: "the set to predict")
    return predictChecked(source, with: current, recipe.testTime)
  }

  private func predictChecked(
    _ source: some SampleSource, with vectors: (weights: FloatBuffer, running: FloatBuffer),
    _ testTime: TestTime
  ) -> [Float] {
    Predictor(engine: engine, pool: pool, input: input, testTime: testTime).probabilities(
      of: source, weights: vectors.weights, running: vectors.running)
  }

  /// Recomputes the running statistics of the averaged weights: the mean over a fixed list of batches.
  ///
  /// The list is the beginning of an order of its own, drawn as an epoch's is, without augmentation and mixing.
  func settleAverage(_ source: some SampleSource) {
    guard let average, engine.layout.runningCount > 0 else { return }
    let rows = SampleOrder.epoch(0, of: source, seed: seed, purpose: "average")
    let batches = Self.batches(rows.count, recipe.batch).prefix(Self.settlingBatches)
    for (index, range) in batches.enumerated() {
      load(source, Array(rows[range]), epoch: nil, into: engine.images)
      let batch = batchView(range.count, average)
      // The first batch replaces, the second counts a half, the third a third: the mean of all.
      engine.train(
        batch, running: average.running.base, momentum: 1 / Double(index + 1), learning: false)
    }
  }

  /// Batches that the averaged weights' statistics are taken over.
  static let settlingBatches = 16
}
