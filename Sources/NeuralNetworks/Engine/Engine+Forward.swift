internal import CKernels
internal import Core

extension Engine {
  /// Runs one step forward for some images.
  func forward(_ index: Int, _ range: Range<Int>, _ worker: Int, _ batch: BatchView) {
    switch steps[index] {
    case .blockImage: blockImages(range)
    case .convolution(let plan): convolve(plan, index, range, worker, batch)
    case .normalization(let plan): normalize(plan, range)
    case .activation(let kind, let input, let output):
      for image in range {
        fer_activate(
          kind, value(input) + image * strides[input], graph.shapes[input].blockedCount,
          value(output) + image * strides[output])
      }
    case .pool(let plan):
      var shape = plan.shape
      for image in range {
        let x = value(plan.input) + image * strides[plan.input]
        let y = value(plan.output) + image * strides[plan.output]
        if plan.isMaximum, let choices = choice(plan.output) {
          fer_max_pool(&shape, x, y, choices + image * strides[plan.output])
        } else {
          fer_average_pool(&shape, x, y)
        }
      }
    case .depthwise(let plan): convolveChannels(plan, range, batch)
    case .channels(let plan): transformChannels(plan, range)
    case .add(let left, let right, let output):
      for image in range {
        fer_sum_pair(
          value(left) + image * strides[left], value(right) + image * strides[right],
          graph.shapes[output].blockedCount, value(output) + image * strides[output])
      }
    case .dropout(let name, let rate, let input, let output):
      drop(index, name, rate, input, output, range, batch)
    }
  }

  private func blockImages(_ range: Range<Int>) {
    let shape = graph.shapes[0]
    for image in range {
      fer_block_planes(
        (ownImages ?? images).base + image * imageStride, shape.channels, shape.pixels,
        value(0) + image * strides[0])
    }
  }

  /// The gathered input of a group: the tensor itself, or its padded copy in scratch memory.
  func gathered(_ plan: ConvolutionPlan, _ first: Int, _ count: Int, _ worker: Int)
    -> UnsafeMutablePointer<Float>
  {
    let x = value(plan.input) + first * strides[plan.input]
    if plan.isDirect { return x }
    let padded = scratch[worker].base
    for image in 0..<count {
      fer_pad(
        x + image * strides[plan.input], plan.planes, plan.inputShape.height,
        plan.inputShape.width, plan.unit, plan.filter.padding, plan.filter.padding,
        plan.paddedHeight, plan.paddedWidth, padded + image * plan.paddedStride)
    }
    return padded
  }

  private func convolve(
    _ plan: ConvolutionPlan, _ index: Int, _ range: Range<Int>, _ worker: Int, _ batch: BatchView
  ) {
    if let winograd = plan.winograd {
      return convolveTiles(plan, winograd, index, range, worker, batch)
    }
    if plan.isPlanar { return convolvePlanar(plan, range, worker, batch) }
    var first = range.lowerBound
    while first < range.upperBound {
      let count = min(plan.group, range.upperBound - first)
      var arguments = fer_product_arguments()
      arguments.input = UnsafePointer(gathered(plan, first, count, worker))
      arguments.pixels = UnsafePointer(plan.pixels.base)
      arguments.outputs = UnsafePointer(plan.outputs.base)
      arguments.pixel_count = count * plan.outputShape.pixels
      arguments.steps = UnsafePointer(plan.steps.base)
      arguments.step_count = plan.stepCount
      arguments.depth = plan.unit
      arguments.weights = batch.weights + plan.weights.offset
      arguments.bias = plan.bias.map { batch.weights + $0.offset }
      arguments.output = value(plan.output) + first * strides[plan.output]
      arguments.output_blocks = plan.outputShape.blocks
      arguments.output_stride = plan.outputShape.pixels * 8
      if let normalization = plan.normalization {
        arguments.scale = UnsafePointer(coefficients[0].base + normalization.coefficientOffset)
        arguments.shift = UnsafePointer(coefficients[1].base + normalization.coefficientOffset)
        arguments.relu = normalization.activation == 0 ? 0 : 1
      }
      fer_product(&arguments)
      first += count
    }
  }

  private func normalize(_ plan: NormalizationPlan, _ range: Range<Int>) {
    let scale = coefficients[0].base + plan.coefficientOffset
    let shift = coefficients[1].base + plan.coefficientOffset
    let shape = plan.inputShape
    for image in range {
      let x = value(plan.input) + image * strides[plan.input]
      let y = value(plan.output) + image * strides[plan.output]
      if plan.isPooled, let choices = choice(plan.output) {
        fer_normalize_pool(
          plan.activation, x, scale, shift, plan.blocks, shape.height, shape.width, y,
          choices + image * strides[plan.output])
      } else {
        fer_normalize(plan.activation, x, scale, shift, plan.blocks, shape.pixels, y)
      }
    }
  }

  private func drop(
    _ index: Int, _ name: String, _ rate: Double, _ input: Int, _ output: Int, _ range: Range<Int>,
    _ batch: BatchView
  ) {
    let stride = strides[input]
    let x = value(input) + range.lowerBound * stride
    let y = value(output) + range.lowerBound * strides[output]
    guard let mask = masks[index]?.base, let keys = batch.keys, rate > 0 else {
      for image in 0..<range.count {
        (y + image * strides[output]).update(
          from: x + image * stride, count: graph.shapes[input].blockedCount)
      }
      return
    }
    let luckKey = LuckKey(seed: batch.seed, purpose: "dropout/\(name)")
    let kept = Float(1 / (1 - rate))
    let shape = graph.shapes[input]
    for image in range {
      let again = batch.occurrences?[image] ?? 0
      var luck = luckKey.repeated(again).luck(for: keys[image], epoch: batch.epoch)
      let part = mask + image * stride
      for channel in 0..<shape.channels {
        let plane = part + channel / 8 * shape.pixels * 8 + channel % 8
        for pixel in 0..<shape.pixels {
          plane[pixel * 8] = luck.unit() < Float(rate) ? 0 : kept
        }
      }
    }
    fer_multiply(x, mask + range.lowerBound * stride, range.count * stride, y)
  }
}
