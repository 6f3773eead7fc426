internal import Core

extension Trainer {
  /// What a pass over the training data gave.
  struct Pass {
    let loss: Double
    let accuracy: Double
    let learningRate: Double
    let isStopped: Bool
    let steps: Int

    init(_ state: EpochUnderWay, learningRate: Double, isStopped: Bool) {
      (loss, accuracy, steps) = (state.meanLoss, state.accuracy, state.steps)
      (self.learningRate, self.isStopped) = (learningRate, isStopped)
    }
  }

  /// Trains one epoch, or what is left of the one under way; `progress` returns false to stop after a step.
  ///
  /// After every `saveEvery` steps, and when it stops, `underWay` says where it is, so that a checkpoint made
  /// then goes on with the next step.
  func pass(
    over source: some SampleSource, progress: (StepProgress) -> Bool, saveEvery: Int? = nil,
    save: () -> Bool = { true }
  ) throws(NetworkError) -> Pass {
    let epoch = epochsDone + 1
    let rows = engine.timed(.targets) {
      SampleOrder.epoch(UInt32(truncatingIfNeeded: epoch), of: source, seed: seed)
    }
    let steps = Self.steps(rows.count, recipe)
    var state = underWay ?? EpochUnderWay()
    guard state.steps <= steps.count else {
      throw .checkpoint(reason: "its epoch has more steps than the training set gives")
    }
    var rate = self.rate(step: max(0, state.steps - 1), of: steps.count)
    queue.forget()
    for index in state.steps..<steps.count {
      rate = self.rate(step: index, of: steps.count)
      let batches = steps[index].map { Array(rows[$0]) }
      let next = index + 1 < steps.count ? Array(rows[steps[index + 1][0]]) : []
      let outcome = step(source, batches, next: next, epoch: epoch, learningRate: rate)
      guard outcome.loss.isFinite else { throw .notFinite(epoch: epoch, step: index + 1) }
      state.add(outcome, images: batches.reduce(0) { $0 + $1.count })
      let goesOn = progress(
        StepProgress(
          epoch: epoch, epochs: recipe.epochs, imagesDone: state.images,
          imagesTotal: steps.last?.last?.upperBound ?? 0, loss: state.meanLoss,
          accuracy: state.accuracy, learningRate: rate))
      let isDue = saveEvery.map { state.steps.isMultiple(of: $0) && index + 1 < steps.count }
      if !goesOn || isDue == true {
        underWay = state
        if !goesOn || !save() { return Pass(state, learningRate: rate, isStopped: true) }
      }
    }
    for index in 0..<weights.count where !weights.base[index].isFinite {
      throw .notFinite(epoch: epoch, step: steps.count)
    }
    return Pass(state, learningRate: rate, isStopped: false)
  }

  /// The learning rate of a step of the present epoch.
  private func rate(step: Int, of steps: Int) -> Double {
    recipe.schedule.rate(
      peak: recipe.optimizer.learningRate, step: epochsDone * steps + step, stepsPerEpoch: steps,
      epochs: recipe.epochs, scores: history.compactMap { $0.score(by: recipe.primaryMetric) })
  }

  /// The batches of an epoch's steps: `accumulate` of them a step, the last step taking what is left.
  package static func steps(_ count: Int, _ recipe: Recipe) -> [[Range<Int>]] {
    let batches = batches(count, recipe.batch)
    return stride(from: 0, to: batches.count, by: recipe.accumulate).map {
      Array(batches[$0..<min(batches.count, $0 + recipe.accumulate)])
    }
  }

  /// The ranges of an epoch's batches; a last one of a single sample is left out.
  static func batches(_ count: Int, _ size: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < count {
      let end = min(count, start + size)
      if end - start > 1 || size == 1 { ranges.append(start..<end) }
      start = end
    }
    return ranges
  }

  package struct Outcome {
    /// The weighted sum of losses.
    let loss: Double
    /// The sum of weights.
    let mass: Double
    let hits: Int
  }

  /// One step of the optimizer on the rows of one batch or more.
  ///
  /// The gradient of several batches is Σ mᵦ·gᵦ / Σ mᵦ, gᵦ being that of the batch's mean loss and mᵦ the sum of
  /// its weights: that of the weighted mean over all their rows. Batch normalization sees each batch alone.
  /// The images of `next`, the batch after these, are loaded on the way.
  package func step(
    _ source: some SampleSource, _ batches: [[EpochRow]], next: [EpochRow], epoch: Int,
    learningRate: Double
  ) -> Outcome {
    if let rows = batches.first, batches.count == 1 {
      let outcome = differentiate(source, rows, next: next, epoch: epoch)
      if outcome.mass > 0 { update(learningRate: learningRate, from: .batch(rows.count)) }
      return outcome
    }
    var sum = Outcome(loss: 0, mass: 0, hits: 0)
    for (index, rows) in batches.enumerated() {
      let following = index + 1 < batches.count ? batches[index + 1] : next
      let outcome = differentiate(source, rows, next: following, epoch: epoch)
      guard outcome.mass > 0 else { continue }
      accumulate(rows.count, mass: outcome.mass, isFirst: sum.mass == 0)
      sum = Outcome(
        loss: sum.loss + outcome.loss, mass: sum.mass + outcome.mass, hits: sum.hits + outcome.hits)
    }
    if sum.mass > 0 { update(learningRate: learningRate, from: .batches(mass: sum.mass)) }
    return sum
  }

  /// Runs a batch forward and backward and leaves the slices' gradients in the engine.
  private func differentiate(
    _ source: some SampleSource, _ rows: [EpochRow], next: [EpochRow], epoch: Int
  ) -> Outcome {
    let number = UInt32(truncatingIfNeeded: epoch)
    let augmentation = recipe.augment ? number : nil
    if !queue.advance(to: rows, epoch: augmentation) {
      load(source, rows, epoch: augmentation, into: queue.present)
    }
    var mass = engine.timed(.targets) { loadTargets(source, rows) }
    if let mixing {
      let draws = mix(mixing, queue.present, source, rows, epoch: number)
      mass = engine.timed(.targets) { mixTargets(draws, mixing, source, rows) }
    } else {
      engine.images = queue.present
    }
    guard mass > 0 else { return Outcome(loss: 0, mass: 0, hits: 0) }
    let keys = rows.map { source.key(at: $0.row) }
    let occurrences = rows.map(\.occurrence)
    keys.withUnsafeBufferPointer { keys in
      occurrences.withUnsafeBufferPointer { occurrences in
        var batch = batchView(rows.count, (weights, running))
        batch.targets = UnsafePointer(targets.base)
        batch.shares = UnsafePointer(shares.base)
        batch.labels = UnsafePointer(labels.base)
        batch.losses = losses.base
        batch.hits = hits.base
        batch.focalGamma = recipe.loss.gamma
        batch.seed = seed
        batch.epoch = number
        batch.keys = keys.baseAddress
        batch.occurrences = occurrences.baseAddress
        engine.train(
          batch, running: running.base,
          beside: loading(source, next, epoch: augmentation, into: queue.next))
      }
    }
    queue.promise(next, epoch: augmentation)
    var (loss, right) = (0.0, 0)
    for index in rows.indices {
      loss += Double(shares.base[index]) * losses.base[index]
      right += hits.base[index] ? 1 : 0
    }
    return Outcome(loss: loss * mass, mass: mass, hits: right)
  }

  func batchView(_ count: Int, _ vectors: (weights: FloatBuffer, running: FloatBuffer)) -> BatchView
  {
    BatchView(
      count: count, weights: UnsafePointer(vectors.weights.base),
      running: UnsafePointer(vectors.running.base))
  }

  /// Fills planar images, spread over the pool; `epoch` nil asks for no augmentation.
  func load(
    _ source: some SampleSource, _ rows: [EpochRow], epoch: UInt32?, into images: FloatBuffer
  ) {
    let work = loading(source, rows, epoch: epoch, into: images)
    pool.forEach(work.count, work.body)
  }

  /// The filling of planar images, one an item; `epoch` nil asks for no augmentation.
  private func loading(
    _ source: some SampleSource, _ rows: [EpochRow], epoch: UInt32?, into images: FloatBuffer
  ) -> SideWork {
    let stride = graph.shapes[0].count
    let profiler = engine.profiler
    return SideWork(count: rows.count) { index, worker in
      let began = profiler == nil ? 0 : Profiler.now()
      defer { profiler?.add(.loading, worker, since: began) }
      let image = UnsafeMutableBufferPointer(start: images.base + index * stride, count: stride)
      let row = rows[index]
      let use = epoch.map { RowUse(epoch: $0, occurrence: row.occurrence) }
      source.fill(row: row.row, use: use, into: image)
    }
  }

  /// Fills labels, target distributions and shares of the loss; returns the sum of weights.
  private func loadTargets(_ source: some SampleSource, _ rows: [EpochRow]) -> Double {
    let classes = graph.classCount
    let smoothing = Float(recipe.labelSmoothing)
    var mass = 0.0
    for (index, row) in rows.map(\.row).enumerated() {
      mass += Double(source.weight(at: row))
      let label = source.label(at: row)
      labels.base[index] = Int32(label)
      let target = UnsafeMutableBufferPointer(
        start: targets.base + index * classes, count: classes)
      if !source.fillTarget(row: row, into: target) {
        target.update(repeating: 0)
        target[label] = 1
      }
      if smoothing > 0 {
        for k in 0..<classes {
          target[k] = (1 - smoothing) * target[k] + smoothing / Float(classes)
        }
      }
    }
    for (index, row) in rows.map(\.row).enumerated() {
      shares.base[index] = mass > 0 ? Float(Double(source.weight(at: row)) / mass) : 0
    }
    return mass
  }
}
