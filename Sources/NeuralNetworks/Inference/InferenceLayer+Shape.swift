extension InferenceLayer {
  /// The shape of what comes out, or why that cannot be.
  func shape(of inputs: [TensorShape], node: String) throws(ONNXError) -> TensorShape {
    let input = inputs[0]
    func fail(_ reason: String) -> ONNXError {
      .shape(node: node, reason: "\(reason), and it is \(input.text)")
    }
    func filtered(_ filter: Filter, _ from: TensorShape) throws(ONNXError) -> TensorShape {
      guard from.channels == filter.channels else {
        throw fail("it needs \(filter.channels) channels")
      }
      guard let size = filter.outputSize(height: from.height, width: from.width) else {
        throw fail("the window is larger than the input")
      }
      let dimensions = [1, filter.filters, size.height, size.width]
      return TensorShape(Array(dimensions.prefix(from.dimensions.count)), isBlocked: true)
    }
    func pooled(_ window: InferenceWindow, _ from: TensorShape) throws(ONNXError) -> TensorShape {
      guard from.height >= window.height, from.width >= window.width else {
        throw fail("the window is larger than the input")
      }
      return .image(
        from.channels, (from.height - window.height) / window.stride + 1,
        (from.width - window.width) / window.stride + 1)
    }
    switch self {
    case .filter(let filter): return try filtered(filter, input)
    case .unit(let feeder, let point, let depth, let isPooled):
      var shape = input
      for filter in [feeder, point, depth] { if let filter { shape = try filtered(filter, shape) } }
      return isPooled ? try pooled(InferenceWindow(height: 2, width: 2, stride: 2), shape) : shape
    case .normalization(let scale, _):
      guard input.channels == scale.count else { throw fail("it needs \(scale.count) channels") }
      return input
    case .activation, .sigmoid, .tanh, .softplus, .scale, .shift, .softmax: return input
    case .add, .multiply:
      guard input == inputs[1] else {
        throw fail("its two inputs must be the same, not \(inputs[1].text)")
      }
      return input
    case .maxPool(let window), .averagePool(let window): return try pooled(window, input)
    case .globalPool: return .image(input.channels, 1, 1)
    case .upsample: return .image(input.channels, 2 * input.height, 2 * input.width)
    case .pixelsLast:
      return TensorShape([1, input.height, input.width, input.channels], isBlocked: false)
    case .reshape(let wanted): return try Self.reshaped(input, wanted, fail)
    case .flatten(let axis):
      guard axis <= input.dimensions.count else { throw fail("it has no axis \(axis)") }
      let first = input.dimensions.prefix(axis).reduce(1, *)
      return TensorShape([first, first == 0 ? 0 : input.count / first], isBlocked: false)
    case .unblock: return TensorShape(input.dimensions, isBlocked: false)
    case .block:
      guard input.dimensions.first == 1, [2, 4].contains(input.dimensions.count) else {
        throw fail("it needs one image or one row of features")
      }
      return TensorShape(input.dimensions, isBlocked: true)
    }
  }

  private static func reshaped(
    _ input: TensorShape, _ wanted: [Int], _ fail: (String) -> ONNXError
  ) throws(ONNXError) -> TensorShape {
    var dimensions: [Int] = []
    var known = 1
    for (index, dimension) in wanted.enumerated() {
      guard dimension != 0 || index < input.dimensions.count else {
        throw fail("dimension \(index) is to be kept")
      }
      let value = dimension == 0 ? input.dimensions[index] : dimension
      dimensions.append(value)
      if value >= 0 {
        let (product, overflow) = known.multipliedReportingOverflow(by: value)
        guard !overflow else { throw fail("the new shape is too large") }
        known = product
      }
    }
    if let free = dimensions.firstIndex(of: -1) {
      guard known > 0, input.count % known == 0 else {
        throw fail("it cannot become \(wanted)")
      }
      dimensions[free] = input.count / known
    } else if known != input.count {
      throw fail("it cannot become \(wanted), which fixes another size")
    }
    return TensorShape(dimensions, isBlocked: false)
  }
}
