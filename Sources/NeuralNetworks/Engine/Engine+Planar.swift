internal import CKernels

extension Engine {
  private func arguments(_ plan: ConvolutionPlan) -> fer_planar_arguments {
    fer_planar_arguments(
      steps: UnsafePointer(plan.steps.base), step_count: plan.stepCount,
      padded_width: plan.paddedWidth, stride: plan.filter.stride,
      output_height: plan.outputShape.height, output_width: plan.outputShape.width,
      output_blocks: plan.outputShape.blocks)
  }

  /// Runs the convolution of planar images, one image at a time.
  func convolvePlanar(
    _ plan: ConvolutionPlan, _ range: Range<Int>, _ worker: Int, _ batch: BatchView
  ) {
    var arguments = arguments(plan)
    for image in range {
      fer_planar_convolution(
        &arguments, gathered(plan, image, 1, worker), batch.weights + plan.weights.offset,
        plan.bias.map { batch.weights + $0.offset },
        value(plan.output) + image * strides[plan.output])
    }
  }

  /// Adds the gradient of its weights, and bias, to the slice's part.
  func planarGradient(
    _ plan: ConvolutionPlan, _ range: Range<Int>, _ worker: Int,
    _ sums: UnsafeMutablePointer<Float>
  ) {
    var arguments = arguments(plan)
    let area = plan.outputShape.pixels
    for image in range {
      guard let dy = gradient(plan.output, image) else { return }
      fer_planar_gradient(
        &arguments, gathered(plan, image, 1, worker), dy, sums + plan.weights.offset)
      if let bias = plan.bias {
        fer_bias_sums(dy, plan.outputShape.blocks, area * 8, area, sums + bias.offset)
      }
    }
  }
}
