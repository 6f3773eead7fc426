internal import CKernels
internal import Core

extension Engine {
  /// The transformed weights of one convolution.
  struct WinogradWeights {
    let forward: FloatBuffer
    /// Those of the data gradient.
    let turned: FloatBuffer?

    init(_ plan: WinogradPlan) {
      forward = FloatBuffer(plan.weightCount)
      turned = plan.hasInputGradient ? FloatBuffer(plan.turnedCount) : nil
    }
  }

  /// One panel of weights to transform.
  struct WinogradPanel {
    let step: Int
    let isTurned: Bool
    let index: Int
  }

  /// Every panel of weights, in step order.
  static func winogradPanels(_ steps: [Step]) -> [WinogradPanel] {
    var panels: [WinogradPanel] = []
    for (index, step) in steps.enumerated() {
      guard case .convolution(let plan) = step, let winograd = plan.winograd else { continue }
      panels += (0..<winograd.panels).map { WinogradPanel(step: index, isTurned: false, index: $0) }
      panels += (0..<winograd.turnedPanels).map {
        WinogradPanel(step: index, isTurned: true, index: $0)
      }
    }
    return panels
  }

  /// Transforms the weights of every such convolution, spread over the pool; once a step.
  func transformWeights(_ weights: UnsafePointer<Float>, forBackward: Bool) {
    let from = Constant(base: weights)
    pool.forEach(winogradPanels.count) { index, _ in
      let panel = self.winogradPanels[index]
      guard forBackward || !panel.isTurned, let store = self.winogradWeights[panel.step],
        case .convolution(let plan) = self.steps[panel.step], let winograd = plan.winograd,
        let out = panel.isTurned ? store.turned : store.forward
      else { return }
      fer_winograd_weights(
        from.base + plan.weights.offset, plan.inputShape.blocks, plan.outputShape.blocks,
        winograd.forward.tile, panel.isTurned ? 1 : 0, panel.index, out.base)
    }
  }

  /// Computes the outputs of some images.
  func convolveTiles(
    _ plan: ConvolutionPlan, _ winograd: WinogradPlan, _ index: Int, _ range: Range<Int>,
    _ worker: Int, _ batch: BatchView
  ) {
    var arguments = fer_winograd_arguments()
    arguments.shape = winograd.forward
    arguments.read_stride = strides[plan.input]
    arguments.read_blocks = plan.inputShape.blocks
    arguments.weights = winogradWeights[index].map { UnsafePointer($0.forward.base) }
    arguments.written_stride = strides[plan.output]
    arguments.written_blocks = plan.outputShape.blocks
    arguments.bias = plan.bias.map { batch.weights + $0.offset }
    arguments.scratch = scratch[worker].base
    forEachGroup(plan, range) { first, count in
      arguments.images = count
      arguments.read = UnsafePointer(value(plan.input) + first * strides[plan.input])
      arguments.written = value(plan.output) + first * strides[plan.output]
      fer_winograd(&arguments)
    }
  }

  /// Computes a backward pass.
  ///
  /// The gradient of the weights, and bias, is added to the slice's part when `givesWeights`; the input gets its
  /// gradient unless nobody needs it. The bytes are the same for one call as for two.
  func gradientsOfTiles(
    _ plan: ConvolutionPlan, _ winograd: WinogradPlan, _ index: Int, _ range: Range<Int>,
    _ worker: Int, _ slice: Int, _ delivery: GradientPlan.Delivery,
    givesWeights: Bool
  ) {
    guard let partials, givesWeights || delivery != .none else { return }
    let sums = partials.base + slice * layout.trainedCount
    let stride = gradientStride(plan.output)
    var arguments = fer_winograd_arguments()
    arguments.shape = winograd.backward
    arguments.read_stride = stride
    arguments.read_blocks = plan.outputShape.blocks
    if delivery != .none {
      arguments.weights = winogradWeights[index]?.turned.map { UnsafePointer($0.base) }
    }
    arguments.written_stride = gradientStride(plan.input)
    arguments.written_blocks = plan.inputShape.blocks
    arguments.accumulate = delivery == .accumulate ? 1 : 0
    arguments.other_stride = strides[plan.input]
    if givesWeights { arguments.sums = sums + plan.weights.offset }
    arguments.scratch = scratch[worker].base
    forEachGroup(plan, range) { first, count in
      guard let dy = gradient(plan.output, first) else { return }
      arguments.images = count
      arguments.read = UnsafePointer(dy)
      arguments.written = gradient(plan.input, first)
      arguments.other = UnsafePointer(value(plan.input) + first * strides[plan.input])
      fer_winograd(&arguments)
      if givesWeights, let bias = plan.bias {
        let area = plan.outputShape.pixels
        for image in 0..<count {
          fer_bias_sums(
            dy + image * stride, plan.outputShape.blocks, area * 8, area, sums + bias.offset)
        }
      }
    }
  }

  private func forEachGroup(
    _ plan: ConvolutionPlan, _ range: Range<Int>, _ body: (_ first: Int, _ count: Int) -> Void
  ) {
    var first = range.lowerBound
    while first < range.upperBound {
      let count = min(plan.group, range.upperBound - first)
      body(first, count)
      first += count
    }
  }
}
