internal import CKernels

extension Engine {
  /// The steps of a graph; with `gradients` also how convolutions compute their input's gradient.
  static func steps(
    _ graph: Graph, _ layout: ParameterLayout, _ fusion: Fusion, slice: Int, strides: [Int],
    gradients: GradientPlan?, isTraining: Bool, method: ConvolutionMethod
  ) -> [Step] {
    var steps: [Step] = layout.isPlanarInput ? [] : [.blockImage]
    var sumOffset = 0
    func gradientStride(_ tensor: Int) -> Int? {
      guard let gradients, gradients.slots[tensor] >= 0 else { return nil }
      return gradients.sizes[gradients.slots[tensor]]
    }
    for (index, node) in graph.nodes.enumerated() where !fusion.absorbed.contains(index) {
      let input = node.inputs[0]
      switch node.operation {
      case .convolution(let filter):
        var pair: (output: Int, input: Int)?
        if input != 0, let from = gradientStride(node.output), let to = gradientStride(input) {
          pair = (from, to)
        }
        steps.append(
          .convolution(
            ConvolutionPlan(
              node: node, filter: filter, graph: graph, layout: layout, slice: slice,
              strides: strides, gradientStride: pair, method: method)))
      case .batchNormalization:
        guard let tail = fusion.tails[index],
          let scale = layout.trained(named: "\(node.name).weight"),
          let shift = layout.trained(named: "\(node.name).bias"),
          let mean = layout.running(named: "\(node.name).running_mean"),
          let variance = layout.running(named: "\(node.name).running_var")
        else { continue }
        steps.append(
          .normalization(
            NormalizationPlan(
              input: input, output: tail.output, inputShape: graph.shapes[input],
              activation: tail.activation?.kernelKind ?? 0, isPooled: tail.isPooled, scale: scale,
              shift: shift, mean: mean, variance: variance, sumOffset: sumOffset,
              coefficientOffset: sumOffset / 2)))
        sumOffset += graph.shapes[input].blocks * 16
      case .activation(let activation):
        steps.append(
          .activation(kind: activation.kernelKind, input: input, output: node.output))
      case .depthwise(let filter):
        if let plan = DepthwisePlan(node: node, filter: filter, graph: graph, layout: layout) {
          steps.append(.depthwise(plan))
        }
      case .globalMaxPool: steps.append(.channels(ChannelPlan(.maximum, node, graph)))
      case .gate(let gate): steps.append(.channels(ChannelPlan(.gate(gate), node, graph)))
      case .concatenate: steps.append(.channels(ChannelPlan(.concatenate, node, graph)))
      case .maxPool(let window):
        steps.append(pool(graph, node, window, isMaximum: true))
      case .averagePool(let window):
        steps.append(pool(graph, node, window, isMaximum: false))
      case .add:
        steps.append(.add(left: input, right: node.inputs[1], output: node.output))
      case .dropout(let rate):
        steps.append(.dropout(name: node.name, rate: rate, input: input, output: node.output))
      }
    }
    return steps
  }

  /// The steps of a network that only predicts: products take the normalization after them where nobody else reads
  /// what lies between.
  static func normalizingProducts(_ steps: [Step], _ graph: Graph) -> [Step] {
    let consumers = graph.consumers
    var result: [Step] = []
    for step in steps {
      if case .normalization(let plan) = step, case .convolution(let convolution)? = result.last,
        consumers[plan.input] == 1, let fused = convolution.normalized(by: plan)
      {
        result[result.count - 1] = .convolution(fused)
      } else {
        result.append(step)
      }
    }
    return result
  }

  private static func pool(
    _ graph: Graph, _ node: Node, _ window: Operation.Window, isMaximum: Bool
  ) -> Step {
    let input = graph.shapes[node.inputs[0]]
    let output = graph.shapes[node.output]
    let shape = fer_pool_shape(
      blocks: input.blocks, height: input.height, width: input.width,
      kernel_height: window.height, kernel_width: window.width, stride: window.stride,
      output_height: output.height, output_width: output.width, padding: window.padding)
    return .pool(
      Step.PoolPlan(
        isMaximum: isMaximum, input: node.inputs[0], output: node.output, shape: shape))
  }

  /// How much memory an engine needs.
  struct Sizes {
    var inputScratch = 0
    var gradientScratch = 0
    var panelScratch = 0
    /// Floats of a worker's scratch memory: the product's three parts, or Winograd's tiles.
    var scratch = 0
    var sumCount = 0
    var choiceCounts: [Int]
    var isStored: [Bool]
    /// Where nothing is learned: the tensors' slots, and the images that they hold.
    var slots: InferencePlaces
    var held: Int
    var bytes: Int

    init(
      graph: Graph, layout: ParameterLayout, steps: [Step], gradients: GradientPlan?,
      capacity: Int, slice: Int, threads: Int, fused: Fusion
    ) {
      var (tileScratch, tileWeights) = (0, 0)
      choiceCounts = graph.shapes.map { _ in 0 }
      isStored = graph.shapes.indices.map { !fused.hidden.contains($0) }
      if layout.isPlanarInput { isStored[0] = false }
      for step in steps {
        if let plan = step.normalization {
          sumCount = max(sumCount, plan.sumOffset + plan.blocks * 16)
        }
        switch step {
        case .convolution(let plan):
          inputScratch = max(inputScratch, (plan.inputScratch + 15) / 16 * 16)
          panelScratch = max(panelScratch, plan.panelScratch)
          if let winograd = plan.winograd {
            tileScratch = max(tileScratch, winograd.scratch)
            tileWeights += winograd.weightCount + winograd.turnedCount
          }
          if let gradient = plan.gradient {
            let count = (gradient.scratch(group: plan.group) + 15) / 16 * 16
            gradientScratch = max(gradientScratch, count)
          }
        case .normalization(let plan):
          if plan.isPooled { choiceCounts[plan.output] = graph.shapes[plan.output].blockedCount }
        case .pool(let plan) where plan.isMaximum:
          choiceCounts[plan.output] = graph.shapes[plan.output].blockedCount
        default: break
        }
      }
      scratch = max(inputScratch + gradientScratch + panelScratch, tileScratch)
      slots = InferencePlaces(
        steps: gradients == nil ? steps : [], tensors: graph.shapes.count, output: graph.output)
      held = threads * slice
      var floats = Double(graph.shapes[0].count) * Double(capacity)
      if gradients == nil {
        let stride = InferencePlaces.stride(graph, fused, isPlanar: layout.isPlanarInput)
        floats += (Double(slots.count * stride) + Double(graph.shapes[0].count)) * Double(held)
        if choiceCounts.contains(where: { $0 > 0 }) { floats += Double(held * stride) / 4 }
      } else {
        for (index, shape) in graph.shapes.enumerated() where isStored[index] {
          floats += Double(shape.blockedCount) * Double(capacity)
        }
        // A choice is a byte.
        floats += Double(choiceCounts.reduce(0, +) * capacity) / 4
      }
      for step in steps {
        switch step {
        case .convolution(let plan): floats += Double(plan.gradient?.weightCount ?? 0)
        case .dropout(_, _, let input, _) where gradients != nil:
          floats += Double(graph.shapes[input].blockedCount * capacity)
        default: break
        }
      }
      for size in gradients?.sizes ?? [] { floats += Double(size) * Double(capacity) }
      if gradients != nil {
        let slices = (capacity + slice - 1) / slice
        floats += Double(layout.trainedCount) * Double(slices + 1)
      }
      floats += Double(scratch) * Double(threads) + Double(tileWeights)
      bytes = floats < 1e17 ? Int(floats) * 4 : Int.max
    }
  }
}
