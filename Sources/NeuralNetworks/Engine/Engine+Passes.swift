internal import CKernels
internal import Core

extension Engine {
  /// What a phase does with a slice's images, one after the other.
  private enum Action {
    case forward(Int)
    case batchSums(Int, NormalizationPlan)
    case loss
    case gradientSums(Int, NormalizationPlan)
    case backward(Int)
    case weightGradient(Int)
  }

  /// A run of actions that images go through in groups of one size.
  private struct Segment {
    var actions: [Action] = []
    var group = 0
  }

  /// Cuts actions where the group of the convolutions changes.
  private func segments(_ actions: [Action]) -> [Segment] {
    var result = [Segment()]
    for action in actions {
      var group = 0
      switch action {
      case .forward(let step), .backward(let step), .weightGradient(let step):
        if case .convolution(let plan) = steps[step] { group = plan.group }
      case .batchSums, .loss, .gradientSums: break
      }
      let last = result.count - 1
      if group > 0, result[last].group > 0, group != result[last].group {
        result.append(Segment(actions: [action], group: group))
      } else {
        result[last].actions.append(action)
        result[last].group = max(result[last].group, group)
      }
    }
    return result
  }

  /// Runs actions on every slice; a slice's images go through them in groups small enough for the cache.
  private func run(
    _ actions: [Action], _ batch: BatchView, beside: SideWork? = nil,
    forwardPass: ProfilePass = .forward
  ) {
    guard !actions.isEmpty else { return }
    let slices = (batch.count + slice - 1) / slice
    let segments = segments(actions)
    pool.forEach(slices + (beside?.count ?? 0)) { index, worker in
      if index >= slices {
        beside?.body(index - slices, worker)
        return
      }
      let end = min(batch.count, (index + 1) * self.slice)
      for segment in segments {
        var first = index * self.slice
        while first < end {
          let range = first..<min(end, first + max(1, segment.group))
          for action in segment.actions {
            let began = self.profiler == nil ? 0 : Profiler.now()
            self.perform(action, range, worker, index, batch)
            if let profiler = self.profiler {
              self.count(profiler, action, range, worker, forwardPass, since: began)
            }
          }
          first = range.upperBound
        }
      }
    }
  }

  /// Runs one action on some images of slice number `index`.
  private func perform(
    _ action: Action, _ range: Range<Int>, _ worker: Int, _ index: Int, _ batch: BatchView
  ) {
    switch action {
    case .forward(let step): forward(step, range, worker, batch)
    case .batchSums(_, let plan): batchSums(plan, range, index)
    case .loss: loss(range, batch)
    case .gradientSums(_, let plan): normalizationSums(plan, range, index)
    case .weightGradient(let step):
      switch steps[step] {
      case .convolution(let plan):
        guard let winograd = plan.winograd else {
          weightGradient(plan, range, worker, index)
          break
        }
        // Without a profile the backward action computes both of Winograd's gradients at once.
        if profiler == nil { break }
        gradientsOfTiles(plan, winograd, step, range, worker, index, .none, givesWeights: true)
      case .depthwise(let plan): weightGradient(plan, range, index)
      default: break
      }
    case .backward(let step): backward(step, range, worker, index, batch)
    }
  }

  /// Adds the time of an action to the profile.
  private func count(
    _ profiler: Profiler, _ action: Action, _ range: Range<Int>, _ worker: Int,
    _ forwardPass: ProfilePass, since began: UInt64
  ) {
    switch action {
    case .forward(let step):
      profiler.add(step, forwardPass, worker, images: range.count, since: began)
    case .batchSums(let step, _):
      profiler.add(step, forwardPass, worker, images: 0, since: began)
    case .loss: profiler.add(.loss, worker, since: began)
    case .gradientSums(let step, _):
      profiler.add(step, .dataGradient, worker, images: 0, since: began)
    case .weightGradient(let step):
      profiler.add(step, .weightGradient, worker, images: range.count, since: began)
    case .backward(let step):
      let isNeeded = steps[step].inputs.contains { $0 != 0 }
      profiler.add(
        step, .dataGradient, worker, images: isNeeded ? range.count : 0, since: began)
    }
  }

  /// Runs the network on the batch without learning anything.
  package func infer(_ batch: BatchView) {
    useRunningFigures(batch)
    if !batch.keepsWeights { transformWeights(batch.weights, forBackward: false) }
    var actions = steps.indices.map { Action.forward($0) }
    actions.append(.loss)
    if let ownImages {
      predict(actions, batch, ownImages)
    } else {
      run(actions, batch, forwardPass: .prediction)
    }
  }

  /// Runs actions on every slice, in the memory of the worker that has it in hand.
  private func predict(_ actions: [Action], _ batch: BatchView, _ ownImages: FloatBuffer) {
    let segments = segments(actions)
    pool.forEach((batch.count + slice - 1) / slice) { index, worker in
      let (start, held) = (index * self.slice, worker * self.slice)
      let count = min(self.slice, batch.count - start)
      (ownImages.base + held * self.imageStride).update(
        from: self.images.base + start * self.imageStride, count: count * self.imageStride)
      let part = batch.dropping(start - held, classes: self.graph.classCount)
      for segment in segments {
        var first = held
        while first < held + count {
          let range = first..<min(held + count, first + max(1, segment.group))
          for action in segment.actions {
            let began = self.profiler == nil ? 0 : Profiler.now()
            self.perform(action, range, worker, index, part)
            if let profiler = self.profiler {
              self.count(profiler, action, range, worker, .prediction, since: began)
            }
          }
          first = range.upperBound
        }
      }
    }
  }

  /// Runs the network forward with the batch's own statistics and, when `learning`, backward.
  ///
  /// Updates the running figures and leaves the slices' gradients for `sumSlices`. All of `beside` is done on the
  /// way, by workers that no slice is left for.
  package func train(
    _ batch: BatchView, running: UnsafeMutablePointer<Float>?, momentum: Double = 0.1,
    learning: Bool = true, beside: SideWork? = nil
  ) {
    let normalizations = steps.count { step in
      if case .normalization = step { true } else { false }
    }
    var deal = SideDeal(beside, phases: (learning ? 2 : 1) * normalizations + 1)
    clearSums(batch)
    transformWeights(batch.weights, forBackward: learning)
    if learning { transposeWeights(batch.weights) }
    var actions: [Action] = []
    for (index, step) in steps.enumerated() {
      if case .normalization(let plan) = step {
        actions.append(.batchSums(index, plan))
        run(actions, batch, beside: deal.part())
        actions.removeAll(keepingCapacity: true)
        timed(.statistics) {
          combineForward(plan, batch, running: running, momentum: momentum)
        }
      }
      actions.append(.forward(index))
    }
    actions.append(.loss)
    if learning {
      for (index, step) in steps.enumerated().reversed() {
        if case .normalization(let plan) = step {
          actions.append(.gradientSums(index, plan))
          run(actions, batch, beside: deal.part())
          actions.removeAll(keepingCapacity: true)
          timed(.statistics) { combineBackward(plan, batch) }
        }
        if step.hasWeights { actions.append(.weightGradient(index)) }
        actions.append(.backward(index))
      }
    }
    run(actions, batch, beside: deal.part())
  }

  private func clearSums(_ batch: BatchView) {
    for part in sums { part.base.update(repeating: 0, count: part.count) }
    guard let partials else { return }
    let count = layout.trainedCount
    pool.forEach((batch.count + slice - 1) / slice) { index, worker in
      let began = self.profiler == nil ? 0 : Profiler.now()
      defer { self.profiler?.add(.packing, worker, since: began) }
      (partials.base + index * count).update(repeating: 0, count: count)
    }
  }

  /// Sums the slices' gradients of a range of parameters, in slice order, into `gradient`.
  package func sumSlices(_ range: Range<Int>, batchCount: Int) {
    guard let partials, let gradient else { return }
    fer_sum_slices(
      partials.base + range.lowerBound, layout.trainedCount, (batchCount + slice - 1) / slice,
      range.count, gradient.base + range.lowerBound)
  }

  /// Softmax, cross-entropy and its gradient for some images.
  private func loss(_ range: Range<Int>, _ batch: BatchView) {
    let classes = graph.classCount
    withUnsafeTemporaryAllocation(of: Float.self, capacity: classes) { own in
      guard let own = own.baseAddress else { return }
      for image in range {
        let logits = logits(of: image)
        let probabilities = batch.probabilities.map { $0 + image * classes } ?? own
        var (maximum, sum): (Float, Float) = (0, 0)
        fer_softmax(logits, classes, probabilities, &maximum, &sum)
        let logSum = Elementary.log(Double(sum)) + Double(maximum)
        if let labels = batch.labels {
          let label = Int(labels[image])
          var best = 0
          for k in 1..<max(1, classes) where logits[k] > logits[best] { best = k }
          batch.hits?[image] = best == label
          if batch.targets == nil { batch.losses?[image] = logSum - Double(logits[label]) }
        }
        guard let targets = batch.targets.map({ $0 + image * classes }) else { continue }
        if batch.focalGamma > 0 {
          focalLoss(image, batch, targets)
          continue
        }
        var (mass, product) = (0.0, 0.0)
        for k in 0..<classes {
          mass += Double(targets[k])
          product += Double(targets[k]) * Double(logits[k])
        }
        batch.losses?[image] = logSum * mass - product
        guard let shares = batch.shares, let gradient = gradient(graph.output, image) else {
          continue
        }
        for k in 0..<classes {
          gradient[k] = shares[image] * (Float(mass) * probabilities[k] - targets[k])
        }
        for k in classes..<strides[graph.output] { gradient[k] = 0 }
      }
    }
  }
}
