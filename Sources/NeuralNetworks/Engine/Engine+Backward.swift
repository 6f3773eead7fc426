internal import CKernels

extension Engine {
  /// Runs one step backward for some images of a slice.
  ///
  /// For a normalization this is its second half: the sums are combined and `gradient` holds dz.
  func backward(
    _ index: Int, _ range: Range<Int>, _ worker: Int, _ slice: Int, _ batch: BatchView
  ) {
    guard let plan = gradientPlan else { return }
    let step = steps[index]
    let deliveries = plan.deliveries[index]
    switch step {
    case .blockImage: break
    case .convolution(let convolution):
      let delivery = deliveries.first ?? .none
      if let winograd = convolution.winograd {
        // Both gradients at once read the output's gradient once; a profile takes them apart.
        gradientsOfTiles(
          convolution, winograd, index, range, worker, slice, delivery,
          givesWeights: profiler == nil)
      } else if delivery != .none {
        inputGradient(convolution, index, range, worker, accumulate: delivery == .accumulate)
      }
    case .normalization(let normalization):
      for image in range { normalizeBackward(normalization, image, deliveries[0]) }
    case .activation(let kind, let input, let output):
      for image in range {
        guard let dy = gradient(output, image) else { continue }
        fer_activate_gradient(
          kind, value(input) + image * strides[input], strides[input], dy)
        deliver(dy, to: input, image, deliveries[0])
      }
    case .pool(let pool):
      for image in range { poolBackward(pool, image, deliveries[0]) }
    case .depthwise(let plan): inputGradient(plan, range, batch, deliveries[0])
    case .channels(let plan):
      for image in range { channelsBackward(plan, image, deliveries) }
    case .add(let left, let right, let output):
      for image in range {
        guard let dy = gradient(output, image) else { continue }
        deliver(dy, to: right, image, deliveries[1])
        deliver(dy, to: left, image, deliveries[0])
      }
    case .dropout(_, let rate, let input, let output):
      for image in range {
        guard let dy = gradient(output, image) else { continue }
        if rate > 0, let mask = masks[index] {
          fer_multiply(dy, mask.base + image * strides[input], strides[input], dy)
        }
        deliver(dy, to: input, image, deliveries[0])
      }
    }
  }

  /// Passes a finished gradient on to its tensor.
  func deliver(
    _ from: UnsafeMutablePointer<Float>, to tensor: Int, _ image: Int,
    _ delivery: GradientPlan.Delivery
  ) {
    guard let target = gradient(tensor, image) else { return }
    switch delivery {
    case .none, .inPlace: break
    case .write: target.update(from: from, count: strides[tensor])
    case .accumulate: fer_add(from, strides[tensor], target)
    }
  }

  /// Where a gradient is computed that cannot be computed in place: its own slot, or the spare one.
  func target(
    _ tensor: Int, _ image: Int, _ delivery: GradientPlan.Delivery
  ) -> UnsafeMutablePointer<Float>? {
    guard let plan = gradientPlan else { return nil }
    switch delivery {
    case .none: return nil
    case .inPlace, .write: return gradient(tensor, image)
    case .accumulate:
      return plan.spare < 0
        ? nil : gradientSlots[plan.spare].base + image * plan.sizes[plan.spare]
    }
  }

  private func poolBackward(_ pool: Step.PoolPlan, _ image: Int, _ delivery: GradientPlan.Delivery)
  {
    guard let dy = gradient(pool.output, image), let dx = target(pool.input, image, delivery)
    else { return }
    var shape = pool.shape
    if pool.isMaximum, let choices = choice(pool.output) {
      fer_max_pool_gradient(&shape, dy, choices + image * strides[pool.output], dx)
    } else {
      fer_average_pool_gradient(&shape, dy, dx)
    }
    if delivery == .accumulate { deliver(dx, to: pool.input, image, .accumulate) }
  }

  private func normalizeBackward(
    _ plan: NormalizationPlan, _ image: Int, _ delivery: GradientPlan.Delivery
  ) {
    guard let dz = gradient(plan.output, image) else { return }
    let x = value(plan.input) + image * strides[plan.input]
    let (a, b, c) = (coefficients[2].base, coefficients[3].base, coefficients[4].base)
    let at = plan.coefficientOffset
    if plan.isPooled, let choices = choice(plan.output) {
      guard let dx = target(plan.input, image, delivery) else { return }
      fer_normalize_pool_gradient(
        x, a + at, b + at, c + at, plan.blocks, plan.inputShape.height, plan.inputShape.width,
        choices + image * strides[plan.output], dz, dx)
      if delivery == .accumulate { deliver(dx, to: plan.input, image, .accumulate) }
    } else {
      fer_normalize_gradient(
        x, a + at, b + at, c + at, plan.blocks, plan.inputShape.pixels, dz)
      deliver(dz, to: plan.input, image, delivery)
    }
  }

  /// The first half of a normalization's backward pass: dz and its sums.
  func normalizationSums(
    _ plan: NormalizationPlan, _ range: Range<Int>, _ slice: Int
  ) {
    let sums = self.sums[1].base + slice * sumStride + plan.sumOffset
    let scale = coefficients[0].base + plan.coefficientOffset
    let shift = coefficients[1].base + plan.coefficientOffset
    for image in range {
      guard let dy = gradient(plan.output, image) else { continue }
      let x = value(plan.input) + image * strides[plan.input]
      if plan.isPooled, let choices = choice(plan.output) {
        fer_normalize_pool_gradient_sums(
          plan.activation, x, scale, shift, plan.blocks, plan.inputShape.height,
          plan.inputShape.width, choices + image * strides[plan.output], dy, sums)
      } else {
        fer_normalize_gradient_sums(
          plan.activation, x, scale, shift, plan.blocks, plan.inputShape.pixels, dy, sums)
      }
    }
  }
}
