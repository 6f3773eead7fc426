internal import CKernels
internal import Core

extension Engine {
  /// What a phase does with a slice's images, one after the other.
  private enum Action {
    case forward(Int)
    case batchSums(NormalizationPlan)
    case loss
    case gradientSums(NormalizationPlan)
    case backward(Int)
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
      case .forward(let step), .backward(let step):
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
  private func run(_ actions: [Action], _ batch: BatchView) {
    guard !actions.isEmpty else { return }
    let slices = (batch.count + slice - 1) / slice
    let segments = segments(actions)
    pool.forEach(slices) { index, worker in
      let end = min(batch.count, (index + 1) * self.slice)
      for segment in segments {
        var first = index * self.slice
        while first < end {
          let range = first..<min(end, first + max(1, segment.group))
          for action in segment.actions {
            switch action {
            case .forward(let step): self.forward(step, range, worker, batch)
            case .batchSums(let plan): self.batchSums(plan, range, index)
            case .loss: self.loss(range, batch)
            case .gradientSums(let plan): self.normalizationSums(plan, range, index)
            case .backward(let step): self.backward(step, range, worker, index, batch)
            }
          }
          first = range.upperBound
        }
      }
    }
  }

  /// Runs the network on the batch without learning anything.
  package func infer(_ batch: BatchView) {
    useRunningFigures(batch)
    if !batch.keepsWeights { transformWeights(batch.weights, forBackward: false) }
    var actions = steps.indices.map { Action.forward($0) }
    actions.append(.loss)
    run(actions, batch)
  }

  /// Runs the network forward with the batch's own statistics, updates the running figures and, when
  /// `learning`, runs it backward and leaves the slices' gradients for `gradientRange`.
  package func train(
    _ batch: BatchView, running: UnsafeMutablePointer<Float>?, momentum: Double = 0.1,
    learning: Bool = true
  ) {
    clearSums(batch)
    transformWeights(batch.weights, forBackward: learning)
    if learning { transposeWeights(batch.weights) }
    var actions: [Action] = []
    for (index, step) in steps.enumerated() {
      if case .normalization(let plan) = step {
        actions.append(.batchSums(plan))
        run(actions, batch)
        actions.removeAll(keepingCapacity: true)
        combineForward(plan, batch, running: running, momentum: momentum)
      }
      actions.append(.forward(index))
    }
    actions.append(.loss)
    if learning {
      for (index, step) in steps.enumerated().reversed() {
        if case .normalization(let plan) = step {
          actions.append(.gradientSums(plan))
          run(actions, batch)
          actions.removeAll(keepingCapacity: true)
          combineBackward(plan, batch)
        }
        actions.append(.backward(index))
      }
    }
    run(actions, batch)
  }

  private func clearSums(_ batch: BatchView) {
    for part in sums { part.base.update(repeating: 0, count: part.count) }
    guard let partials else { return }
    let count = layout.trainedCount
    pool.forEach((batch.count + slice - 1) / slice) { index, _ in
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
