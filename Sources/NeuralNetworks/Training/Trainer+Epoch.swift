internal import CKernels
internal import Core

extension Trainer {
  /// What a pass over the training data gave.
  struct Pass {
    var loss = 0.0
    var accuracy = 0.0
    var learningRate = 0.0
    var isStopped = false
    var steps = 0
  }

  /// Trains one epoch; `progress` returns false to stop after a step.
  func pass(
    over source: some SampleSource, progress: (StepProgress) -> Bool
  ) throws(NetworkError) -> Pass {
    let epoch = epochsDone + 1
    let rows = engine.timed(.targets) {
      SampleOrder.epoch(UInt32(truncatingIfNeeded: epoch), of: source, seed: seed)
    }
    let batches = Self.batches(rows.count, recipe.batch)
    var result = Pass()
    var (loss, mass, hits, done) = (0.0, 0.0, 0, 0)
    for (index, range) in batches.enumerated() {
      let factor = recipe.schedule.factor(
        step: epochsDone * batches.count + index, stepsPerEpoch: batches.count,
        epochs: recipe.epochs)
      result.learningRate = recipe.optimizer.learningRate * factor
      let outcome = step(
        source, Array(rows[range]), epoch: epoch, learningRate: result.learningRate)
      guard outcome.loss.isFinite else { throw .notFinite(epoch: epoch, step: index + 1) }
      loss += outcome.loss
      mass += outcome.mass
      hits += outcome.hits
      done += range.count
      result.loss = mass > 0 ? loss / mass : 0
      result.accuracy = Double(hits) / Double(done)
      result.steps = index + 1
      let state = StepProgress(
        epoch: epoch, epochs: recipe.epochs, imagesDone: done,
        imagesTotal: batches.last?.upperBound ?? 0, loss: result.loss, accuracy: result.accuracy,
        learningRate: result.learningRate)
      if !progress(state) {
        result.isStopped = true
        return result
      }
    }
    for index in 0..<weights.count where !weights.base[index].isFinite {
      throw .notFinite(epoch: epoch, step: batches.count)
    }
    return result
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

  struct Outcome {
    /// The weighted sum of losses.
    let loss: Double
    /// The sum of weights.
    let mass: Double
    let hits: Int
  }

  /// One step of the optimizer on these rows.
  func step(
    _ source: some SampleSource, _ rows: [EpochRow], epoch: Int, learningRate: Double
  ) -> Outcome {
    let number = UInt32(truncatingIfNeeded: epoch)
    load(source, rows, epoch: recipe.augment ? number : nil, into: mixing?.unmixed ?? engine.images)
    var mass = engine.timed(.targets) { loadTargets(source, rows) }
    if let (mixing, unmixed) = mixing {
      let draws = mix(mixing, unmixed, source, rows, epoch: number)
      mass = engine.timed(.targets) { mixTargets(draws, mixing, source, rows) }
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
        batch.seed = seed
        batch.epoch = number
        batch.keys = keys.baseAddress
        batch.occurrences = occurrences.baseAddress
        engine.train(batch, running: running.base)
      }
    }
    update(learningRate: learningRate, batchCount: rows.count)
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
    let stride = graph.shapes[0].count
    let profiler = engine.profiler
    pool.forEach(rows.count) { index, worker in
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

  /// Sums the slices' gradients and moves the weights.
  private func update(learningRate: Double, batchCount: Int) {
    stepsDone += 1
    let optimizer = recipe.optimizer
    // The average begins with the random weights; a shorter memory at first lets go of them (as
    // TensorFlow's ExponentialMovingAverage does with num_updates).
    let taken = Double(stepsDone)
    let decay = recipe.emaDecay.map { min($0, (1 + taken) / (10 + taken)) }
    let rate = Float(learningRate)
    let corrections = (
      Float(1 - Elementary.power(optimizer.beta1, stepsDone)),
      Float(1 - Elementary.power(optimizer.beta2, stepsDone))
    )
    let (engine, weights, moments, updates) = (engine, weights, moments, updates)
    let averaged = average?.weights
    pool.forEach(updates.count) { index, worker in
      let began = engine.profiler == nil ? 0 : Profiler.now()
      defer { engine.profiler?.add(.optimizer, worker, since: began) }
      let part = updates[index]
      guard let gradient = engine.gradient else { return }
      if part.isSliced { engine.sumSlices(part.range, batchCount: batchCount) }
      let (start, count) = (part.range.lowerBound, part.range.count)
      let weightDecay = part.decays ? Float(optimizer.weightDecay) : 0
      switch optimizer.rule {
      case .sgd:
        fer_sgd(
          weights.base + start, gradient.base + start, moments[0].base + start, count, rate,
          Float(optimizer.momentum), optimizer.nesterov ? 1 : 0, weightDecay)
      case .adamw:
        fer_adamw(
          weights.base + start, gradient.base + start, moments[0].base + start,
          moments[1].base + start, count, rate, Float(optimizer.beta1), Float(optimizer.beta2),
          Float(optimizer.epsilon), weightDecay, corrections.0, corrections.1)
      }
      if let averaged, let decay {
        fer_average(weights.base + start, count, Float(decay), averaged.base + start)
      }
    }
  }
}
