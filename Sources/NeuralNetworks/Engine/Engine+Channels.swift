internal import CKernels

extension Engine {
  /// A depthwise convolution of some images.
  func convolveChannels(_ plan: DepthwisePlan, _ range: Range<Int>, _ batch: BatchView) {
    var shape = plan.shape
    for image in range {
      fer_depthwise(
        &shape, value(plan.input) + image * strides[plan.input],
        batch.weights + plan.weights.offset, plan.bias.map { batch.weights + $0.offset },
        value(plan.output) + image * strides[plan.output])
    }
  }

  /// Adds the gradient of a depthwise convolution's weights and bias, and computes that of its input.
  func depthwiseBackward(
    _ plan: DepthwisePlan, _ range: Range<Int>, _ slice: Int, _ batch: BatchView,
    _ delivery: GradientPlan.Delivery
  ) {
    guard let partials else { return }
    let sums = partials.base + slice * layout.trainedCount
    var shape = plan.shape
    let pixels = shape.output_height * shape.output_width
    for image in range {
      guard let dy = gradient(plan.output, image) else { continue }
      fer_depthwise_weight_gradient(
        &shape, value(plan.input) + image * strides[plan.input], dy, sums + plan.weights.offset)
      if let bias = plan.bias {
        fer_bias_sums(dy, shape.blocks, pixels * 8, pixels, sums + bias.offset)
      }
      guard delivery != .none, let dx = gradient(plan.input, image) else { continue }
      fer_depthwise_gradient(
        &shape, dy, batch.weights + plan.weights.offset, delivery == .accumulate ? 1 : 0, dx)
    }
  }

  /// Gates, joins or reduces the channels of some images.
  func transformChannels(_ plan: ChannelPlan, _ range: Range<Int>) {
    let shape = plan.shapes[0]
    for image in range {
      let x = value(plan.inputs[0]) + image * strides[plan.inputs[0]]
      let y = value(plan.output) + image * strides[plan.output]
      switch plan.kind {
      case .gate(let gate):
        let gates = value(plan.inputs[1]) + image * strides[plan.inputs[1]]
        fer_gate(gate.kernelKind, x, gates, shape.blocks, shape.pixels, y)
      case .concatenate:
        let right = value(plan.inputs[1]) + image * strides[plan.inputs[1]]
        fer_concatenate(x, shape.channels, right, plan.shapes[1].channels, shape.pixels, y)
      case .maximum:
        fer_channel_maximum(x, shape.blocks, shape.pixels, y)
      }
    }
  }

  /// The gradients of the inputs of what `transformChannels` did to one image.
  func channelsBackward(
    _ plan: ChannelPlan, _ image: Int, _ deliveries: [GradientPlan.Delivery]
  ) {
    guard let dy = gradient(plan.output, image) else { return }
    let shape = plan.shapes[0]
    let x = value(plan.inputs[0]) + image * strides[plan.inputs[0]]
    func each(_ body: (Int, UnsafeMutablePointer<Float>, Int32) -> Void) {
      for (position, delivery) in deliveries.enumerated().reversed() where delivery != .none {
        guard let dx = gradient(plan.inputs[position], image) else { continue }
        body(position, dx, delivery == .accumulate ? 1 : 0)
      }
    }
    switch plan.kind {
    case .gate(let gate):
      let gates = value(plan.inputs[1]) + image * strides[plan.inputs[1]]
      // The gates first: the gradient of x may be computed where dy lies.
      each { position, out, accumulate in
        if position == 1 {
          fer_gate_sums(
            gate.kernelKind, x, gates, shape.blocks, shape.pixels, dy, accumulate, out)
        } else {
          fer_gate_gradient(
            gate.kernelKind, gates, shape.blocks, shape.pixels, dy, accumulate, out)
        }
      }
    case .concatenate:
      each { position, out, accumulate in
        fer_take_channels(
          dy, position == 0 ? 0 : shape.channels, plan.shapes[position].channels, shape.pixels,
          accumulate, out)
      }
    case .maximum:
      guard let dx = target(plan.inputs[0], image, deliveries[0]) else { return }
      let y = value(plan.output) + image * strides[plan.output]
      fer_channel_maximum_gradient(x, y, shape.blocks, shape.pixels, dy, dx)
      if deliveries[0] == .accumulate { deliver(dx, to: plan.inputs[0], image, .accumulate) }
    }
  }
}
