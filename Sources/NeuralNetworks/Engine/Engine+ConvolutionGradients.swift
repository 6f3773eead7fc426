internal import CKernels
internal import Core

extension Engine {
  func gradientStride(_ tensor: Int) -> Int {
    guard let plan = gradientPlan, plan.slots[tensor] >= 0 else { return 0 }
    return plan.sizes[plan.slots[tensor]]
  }

  /// Adds the gradient of the weights, and bias, to the slice's part.
  func weightGradient(
    _ plan: ConvolutionPlan, _ range: Range<Int>, _ worker: Int, _ slice: Int
  ) {
    guard let partials else { return }
    let sums = partials.base + slice * layout.trainedCount
    if plan.isPlanar { return planarGradient(plan, range, worker, sums) }
    let panel = scratch[worker].base + inputScratch + gradientScratch
    let stride = gradientStride(plan.output)
    let area = plan.outputShape.pixels
    var first = range.lowerBound
    while first < range.upperBound {
      let count = min(plan.group, range.upperBound - first)
      guard let dy = gradient(plan.output, first) else { return }
      let input = gathered(plan, first, count, worker)
      let total = count * area
      var start = 0
      while start < total {
        let length = min(ConvolutionPlan.panelPixels, total - start)
        packPanel(plan, dy, stride, start, length, panel)
        var arguments = fer_product_gradient_arguments()
        arguments.input = UnsafePointer(input)
        arguments.pixels = UnsafePointer(plan.pixels.base + start)
        arguments.pixel_count = length
        arguments.rows = UnsafePointer(plan.rows.base)
        arguments.row_count = plan.rowCount
        arguments.panel = UnsafePointer(panel)
        arguments.output_blocks16 = (plan.outputShape.blocks + 1) / 2
        arguments.sums = sums + plan.weights.offset
        arguments.is_last_narrow = Int32(plan.outputShape.blocks % 2)
        fer_product_gradient(&arguments)
        start += length
      }
      if let bias = plan.bias {
        for image in 0..<count {
          fer_bias_sums(
            dy + image * stride, plan.outputShape.blocks, area * 8, area, sums + bias.offset)
        }
      }
      first += count
    }
  }

  /// Copies a run of a group's output gradient, which may span images, into a panel.
  private func packPanel(
    _ plan: ConvolutionPlan, _ dy: UnsafeMutablePointer<Float>, _ stride: Int, _ start: Int,
    _ length: Int, _ panel: UnsafeMutablePointer<Float>
  ) {
    let area = plan.outputShape.pixels
    var done = 0
    while done < length {
      let (image, pixel) = (start + done).quotientAndRemainder(dividingBy: area)
      let count = min(area - pixel, length - done)
      fer_pack_panel(
        dy + image * stride + pixel * 8, plan.outputShape.blocks, area * 8, count,
        panel + done * 16, length)
      done += count
    }
  }

  /// Computes the gradient of the input.
  func inputGradient(
    _ plan: ConvolutionPlan, _ index: Int, _ range: Range<Int>, _ worker: Int, accumulate: Bool
  ) {
    guard let gradientPlan = plan.gradient, let weights = transposed[index]?.base else { return }
    let stride = gradientStride(plan.output)
    let shape = plan.outputShape
    var first = range.lowerBound
    while first < range.upperBound {
      let count = min(plan.group, range.upperBound - first)
      guard let dy = gradient(plan.output, first), let dx = gradient(plan.input, first) else {
        return
      }
      var input = dy
      if !gradientPlan.isDirect {
        input = scratch[worker].base + inputScratch
        for image in 0..<count {
          fer_pad(
            dy + image * stride, shape.blocks, shape.height, shape.width, 8, gradientPlan.top,
            gradientPlan.left, gradientPlan.paddedHeight, gradientPlan.paddedWidth,
            input + image * gradientPlan.paddedStride)
        }
      }
      for part in gradientPlan.classes {
        var arguments = fer_product_arguments()
        arguments.input = UnsafePointer(input)
        arguments.pixels = UnsafePointer(part.pixels.base)
        arguments.outputs = UnsafePointer(part.outputs.base)
        arguments.pixel_count = count * part.pixelCount
        arguments.steps = UnsafePointer(part.steps.base)
        arguments.step_count = part.stepCount
        arguments.depth = 8
        arguments.weights = UnsafePointer(weights + part.weightOffset)
        arguments.output = dx
        arguments.output_blocks = plan.inputShape.blocks
        arguments.output_stride = plan.inputShape.pixels * 8
        arguments.accumulate = accumulate ? 1 : 0
        fer_product(&arguments)
      }
      first += count
    }
  }

  /// Packs the weights of every data gradient, once a step.
  func transposeWeights(_ weights: UnsafePointer<Float>) {
    let from = Constant(base: weights)
    pool.forEach(steps.count) { index, worker in
      let began = self.profiler == nil ? 0 : Profiler.now()
      defer { self.profiler?.add(.packing, worker, since: began) }
      guard case .convolution(let plan) = self.steps[index], let gradient = plan.gradient,
        let out = self.transposed[index]?.base
      else { return }
      for part in gradient.classes {
        fer_transpose_weights(
          from.base + plan.weights.offset, plan.outputShape.blocks, plan.inputShape.blocks,
          plan.filter.kernelHeight * plan.filter.kernelWidth, part.taps.base, part.tapCount,
          out + part.weightOffset)
      }
    }
  }

  /// A pointer that is only read through.
  struct Constant: @unchecked Sendable {
    // Safe to share: nothing is written through it, and its owner outlives the call.
    let base: UnsafePointer<Float>
  }
}
