internal import CKernels
internal import Core

extension Trainer {
  /// Where the gradient of a step comes from.
  enum GradientOrigin {
    /// The slices of one batch of so many images.
    case batch(Int)
    /// Several batches whose weights sum to this.
    case batches(mass: Double)
  }

  /// Adds a batch's gradient, times the sum of its weights, to that of the step.
  func accumulate(_ batchCount: Int, mass: Double, isFirst: Bool) {
    guard let accumulated, let gradient = engine.gradient else { return }
    let (engine, updates) = (engine, updates)
    forEachUpdate { index in
      let part = updates[index]
      if part.isSliced { engine.sumSlices(part.range, batchCount: batchCount) }
      let (start, count) = (part.range.lowerBound, part.range.count)
      if isFirst {
        fer_scale(gradient.base + start, count, Float(mass), accumulated.base + start)
      } else {
        fer_add_scaled(gradient.base + start, count, Float(mass), accumulated.base + start)
      }
    }
  }

  /// Gathers the gradient of a step, clips it as the recipe says and moves the weights.
  ///
  /// Clipping by norm follows PyTorch's `clip_grad_norm_`: the gradient is multiplied by
  /// min(1, limit / (norm + 1e-6)). The squares are summed in Double, by `fer_square_sum` over runs of at most
  /// 16,384 parameters, and the runs in their order, so that no byte depends on threads.
  func update(learningRate: Double, from origin: GradientOrigin) {
    guard let gradient = engine.gradient else { return }
    stepsDone += 1
    let move = OptimizerStep(recipe.optimizer, learningRate: learningRate, number: stepsDone)
    let (weights, moments, updates, squares) = (weights, moments, updates, squares)
    let (averaged, decay) = (average?.weights, averageDecay)
    let clipping = recipe.clipping
    let gather = gathering(origin, into: gradient)
    let apply: @Sendable (Int, Float) -> Void = { index, factor in
      let part = updates[index]
      let (start, count) = (part.range.lowerBound, part.range.count)
      if factor < 1 { fer_scale(gradient.base + start, count, factor, gradient.base + start) }
      move.apply(
        to: part.range, decays: part.decays, weights, gradient: gradient, moments: moments)
      if let averaged, let decay {
        fer_average(weights.base + start, count, Float(decay), averaged.base + start)
      }
    }
    switch clipping {
    case .norm(let limit):
      forEachUpdate { index in
        gather(index)
        let range = updates[index].range
        squares.base[index] = fer_square_sum(gradient.base + range.lowerBound, range.count)
      }
      let norm = (0..<updates.count).reduce(0.0) { $0 + squares.base[$1] }.squareRoot()
      let factor = Float(min(1, limit / (norm + 1e-6)))
      forEachUpdate { index in apply(index, factor) }
    case .value(let limit):
      forEachUpdate { index in
        gather(index)
        let range = updates[index].range
        fer_clamp(range.count, Float(limit), gradient.base + range.lowerBound)
        apply(index, 1)
      }
    case nil:
      forEachUpdate { index in
        gather(index)
        apply(index, 1)
      }
    }
  }

  /// Calls `body` for every run of parameters, spread over the pool.
  private func forEachUpdate(_ body: @Sendable (_ index: Int) -> Void) {
    let profiler = engine.profiler
    pool.forEach(updates.count) { index, worker in
      let began = profiler == nil ? 0 : Profiler.now()
      body(index)
      profiler?.add(.optimizer, worker, since: began)
    }
  }

  /// Puts the gradient of a run of parameters into `gradient`.
  private func gathering(
    _ origin: GradientOrigin, into gradient: FloatBuffer
  ) -> @Sendable (Int) -> Void {
    let (engine, updates, accumulated) = (engine, updates, accumulated)
    switch origin {
    case .batch(let count):
      return { index in
        if updates[index].isSliced {
          engine.sumSlices(updates[index].range, batchCount: count)
        }
      }
    case .batches(let mass):
      return { index in
        guard let accumulated else { return }
        let (start, count) = (updates[index].range.lowerBound, updates[index].range.count)
        fer_scale(accumulated.base + start, count, Float(1 / mass), gradient.base + start)
      }
    }
  }

  /// The share of the average that this step keeps.
  ///
  /// The average begins with the random weights; a shorter memory at first lets go of them (as
  /// TensorFlow's ExponentialMovingAverage does with num_updates).
  private var averageDecay: Double? {
    let taken = Double(stepsDone)
    return recipe.emaDecay.map { min($0, (1 + taken) / (10 + taken)) }
  }
}
