internal import CKernels

extension InferenceWorkspace {
  /// Runs the network on what was put in; without ``prepare(height:width:)`` nothing happens.
  public func run() {
    guard let plan else { return }
    for (index, step) in network.steps.enumerated() { run(step, index, plan) }
  }

  private func place(_ value: Int, _ plan: InferencePlan) -> UnsafeMutablePointer<Float> {
    value == 0 ? input.base : arena.base + plan.offsets[value]
  }

  private func run(_ step: InferenceStep, _ index: Int, _ plan: InferencePlan) {
    guard let from = plan.shapes[step.inputs[0]], let to = plan.shapes[step.output] else { return }
    let x = place(step.inputs[0], plan)
    let y = place(step.output, plan)
    switch step.layer {
    case .filter(let filter):
      let pass = RowPass(
        step.layer, from: from, to: to, table: plan.tables[index], scratch: scratch.base)
      pass.runFilter(filter, x, y)
    case .unit:
      let pass = RowPass(
        step.layer, from: from, to: to, table: plan.tables[index], scratch: scratch.base)
      pass.runUnit(x, y)
    case .normalization(let scale, let shift):
      Self.normalize(x, from, scale, shift, y)
    case .activation(let activation): fer_activate(activation.kernelKind, x, from.floats, y)
    case .sigmoid: fer_sigmoid(x, from.floats, y)
    case .tanh: fer_tanh(x, from.floats, y)
    case .softplus: fer_softplus(x, from.floats, y)
    case .scale(let factor): fer_scale(x, from.floats, factor, y)
    case .shift(let summand): fer_shift(x, from.floats, summand, y)
    case .add: fer_sum_pair(x, place(step.inputs[1], plan), from.floats, y)
    case .multiply: fer_multiply(x, place(step.inputs[1], plan), from.floats, y)
    case .maxPool(let window):
      var shape = Self.pool(window, from, to)
      fer_max_pool_values(&shape, x, y)
    case .averagePool(let window):
      var shape = Self.pool(window, from, to)
      fer_average_pool(&shape, x, y)
    case .globalPool:
      let window = InferenceWindow(height: from.height, width: from.width, stride: 1)
      var shape = Self.pool(window, from, to)
      fer_average_pool(&shape, x, y)
    case .upsample: fer_upsample2(x, from.blocks, from.height, from.width, y)
    case .softmax:
      let classes = from.dimensions.last ?? 1
      var (maximum, sum): (Float, Float) = (0, 0)
      for row in stride(from: 0, to: from.count, by: max(1, classes)) {
        fer_softmax(x + row, classes, y + row, &maximum, &sum)
      }
    case .pixelsLast: fer_unblock_pixels(x, from.channels, from.pixels, y)
    case .unblock: fer_unblock_planes(x, from.channels, from.pixels, y)
    case .block: fer_block_planes(x, from.channels, from.pixels, y)
    case .reshape, .flatten: break  // the same memory
    }
  }

  private static func pool(
    _ window: InferenceWindow, _ from: TensorShape, _ to: TensorShape
  ) -> fer_pool_shape {
    fer_pool_shape(
      blocks: from.blocks, height: from.height, width: from.width, kernel_height: window.height,
      kernel_width: window.width, stride: window.stride, output_height: to.height,
      output_width: to.width, padding: 0)
  }

  private static func normalize(
    _ x: UnsafePointer<Float>, _ shape: TensorShape, _ scale: [Double], _ shift: [Double],
    _ y: UnsafeMutablePointer<Float>
  ) {
    let count = shape.blocks * 8
    var factors = [Float](repeating: 0, count: 2 * count)
    for (c, value) in scale.enumerated() { factors[c] = Float(value) }
    for (c, value) in shift.enumerated() { factors[count + c] = Float(value) }
    factors.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      fer_normalize(0, x, base, base + count, shape.blocks, shape.pixels, y)
    }
  }
}
