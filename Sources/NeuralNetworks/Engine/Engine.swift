internal import CKernels
package import Core

/// Runs a graph with the vector kernels, forward and backward, on batches of up to `capacity` images.
///
/// A batch is cut into slices of a fixed number of images. A phase runs a run of steps on every slice, one
/// slice on one thread; between phases the sums of batch normalization are combined in slice order. So no
/// byte depends on the number of threads. All memory is planned when the engine is made.
package final class Engine: @unchecked Sendable {
  // Safe to share: during a phase each slice touches its own images and its own row of sums and partial
  // gradients, and each worker its own scratch; everything else is written between phases by one thread.
  package let graph: Graph
  package let layout: ParameterLayout
  package let steps: [Step]
  let isTraining: Bool
  let capacity: Int
  let slice: Int
  let pool: WorkerPool
  /// The images, planar [capacity][C][H][W], filled by the caller, who may change the buffer between passes.
  package var images: FloatBuffer
  let imageStride: Int
  /// Where nothing is learned: the images that the workers have in hand, a slice each.
  let ownImages: FloatBuffer?
  let values: [FloatBuffer?]
  let strides: [Int]
  let choices: [PlainBuffer<UInt8>?]
  let scratch: [FloatBuffer]
  let inputScratch: Int
  let gradientScratch: Int

  /// Coefficients of every normalization: scale, shift and, backward, a, b and c.
  let coefficients: [FloatBuffer]
  /// Means and inverse deviations of the batch, for the backward pass.
  let moments: [PlainBuffer<Double>]
  /// Sums of every normalization for each slice: forward, backward.
  let sums: [PlainBuffer<Double>]
  let sumStride: Int

  let gradientPlan: GradientPlan?
  let gradientSlots: [FloatBuffer]
  /// The weight gradients of each slice, [slices][trained].
  let partials: FloatBuffer?
  /// The gradient of the whole batch, laid out as the trained parameters.
  package let gradient: FloatBuffer?
  let transposed: [FloatBuffer?]
  /// The transformed weights of the steps that Winograd's tiles compute, and what they are made of.
  let winogradWeights: [WinogradWeights?]
  let winogradPanels: [WinogradPanel]
  let masks: [FloatBuffer?]
  /// The bytes of all of the engine's memory; they depend on the network, batch, slice and threads alone.
  package let plannedBytes: Int
  /// Counts where the time goes, when asked for; set between phases.
  var profiler: Profiler?

  /// The most memory an engine may plan.
  static let memoryLimit = 16 << 30

  /// Refuses what cannot be planned, roughly and before any plan is made: activations beyond the memory limit,
  /// and slices whose places do not fit the kernels' 32-bit offsets.
  private static func checkSize(
    _ graph: Graph, capacity: Int, slice: Int
  ) throws(NetworkError) {
    let rough = graph.shapes.reduce(0.0) { $0 + Double($1.blockedCount) } * Double(capacity) * 4
    // Four times the largest activation leaves room for the padding of small planes.
    let farthest = graph.shapes.reduce(0.0) { max($0, Double($1.blockedCount)) } * Double(slice) * 4
    guard rough <= Double(memoryLimit), farthest <= Double(Int32.max) else {
      let bytes = max(rough, farthest * 4)
      throw .tooLarge(
        what: "the network", bytes: bytes < 1e18 ? Int(bytes) : Int.max, limit: memoryLimit)
    }
  }

  package init(
    graph: Graph, capacity: Int, slice: Int, isTraining: Bool, pool: WorkerPool,
    convolution method: ConvolutionMethod = .winograd
  ) throws(NetworkError) {
    guard fer_kernels_supported() != 0 else { throw .unsupportedProcessor }
    (self.graph, self.capacity, self.slice) = (graph, capacity, slice)
    (self.isTraining, self.pool) = (isTraining, pool)
    try Self.checkSize(graph, capacity: capacity, slice: slice)
    let layout = ParameterLayout(graph)
    self.layout = layout
    let fused = Fusion(graph)
    let shared = InferencePlaces.stride(graph, fused, isPlanar: layout.isPlanarInput)
    let strides = graph.shapes.indices.map { index in
      if index == 0, layout.isPlanarInput { return graph.shapes[0].count }
      return isTraining ? graph.shapes[index].blockedCount : shared
    }
    self.strides = strides
    imageStride = graph.shapes[0].count
    let skeleton = Self.steps(
      graph, layout, fused, slice: slice, strides: strides, gradients: nil, isTraining: false,
      method: method)
    let plan =
      isTraining
      ? GradientPlan(
        steps: skeleton, shapes: graph.shapes, output: graph.output,
        hasBlockedImage: !layout.isPlanarInput) : nil
    gradientPlan = plan
    let steps =
      plan == nil
      ? Self.normalizingProducts(skeleton, graph)
      : Self.steps(
        graph, layout, fused, slice: slice, strides: strides, gradients: plan, isTraining: true,
        method: method)
    self.steps = steps
    let sizes = Sizes(
      graph: graph, layout: layout, steps: steps, gradients: plan, capacity: capacity, slice: slice,
      threads: pool.threads, fused: fused)
    guard sizes.bytes <= Self.memoryLimit else {
      throw .tooLarge(what: "the network", bytes: sizes.bytes, limit: Self.memoryLimit)
    }
    plannedBytes = sizes.bytes
    images = FloatBuffer(capacity * graph.shapes[0].count)
    let slots = (0..<sizes.slots.count).map { _ in FloatBuffer(sizes.held * shared) }
    values = graph.shapes.indices.map { index in
      guard isTraining else {
        return sizes.slots.slots[index] < 0 ? nil : slots[sizes.slots.slots[index]]
      }
      return sizes.isStored[index] ? FloatBuffer(capacity * strides[index]) : nil
    }
    ownImages = isTraining ? nil : FloatBuffer(sizes.held * graph.shapes[0].count)
    (inputScratch, gradientScratch) = (sizes.inputScratch, sizes.gradientScratch)
    scratch = (0..<pool.threads).map { _ in FloatBuffer(sizes.scratch) }
    let slices = (capacity + slice - 1) / slice
    sumStride = sizes.sumCount
    coefficients = (0..<5).map { _ in FloatBuffer(sizes.sumCount / 2) }
    moments = (0..<2).map { _ in PlainBuffer(sizes.sumCount / 2, repeating: 0.0) }
    sums = (0..<2).map { _ in PlainBuffer(isTraining ? slices * sizes.sumCount : 1, repeating: 0.0)
    }
    // Where nothing is learned, nobody reads the choices: all go to one place.
    let unread =
      isTraining || sizes.choiceCounts.allSatisfy { $0 == 0 }
      ? nil : PlainBuffer(sizes.held * shared, repeating: UInt8(0))
    choices = sizes.choiceCounts.map { count in
      guard count > 0 else { return nil }
      return unread ?? PlainBuffer(capacity * count, repeating: UInt8(0))
    }
    gradientSlots = (plan?.sizes ?? []).map { FloatBuffer(capacity * $0) }
    partials = isTraining ? FloatBuffer(slices * layout.trainedCount) : nil
    gradient = isTraining ? FloatBuffer(layout.trainedCount) : nil
    transposed = steps.map { step in
      guard case .convolution(let plan) = step, let gradient = plan.gradient else { return nil }
      return FloatBuffer(gradient.weightCount)
    }
    winogradWeights = steps.map { step in
      guard case .convolution(let plan) = step else { return nil }
      return plan.winograd.map { WinogradWeights($0) }
    }
    winogradPanels = Self.winogradPanels(steps)
    masks = steps.map { step in
      guard isTraining, case .dropout(_, _, let input, _) = step else { return nil }
      return FloatBuffer(capacity * strides[input])
    }
  }

  /// Outputs a class, with padding, of one image.
  package func logits(of image: Int) -> UnsafeMutablePointer<Float> {
    value(graph.output) + image * strides[graph.output]
  }

  func value(_ tensor: Int) -> UnsafeMutablePointer<Float> {
    if tensor == 0, layout.isPlanarInput { return (ownImages ?? images).base }
    return (values[tensor] ?? images).base
  }

  func choice(_ tensor: Int) -> UnsafeMutablePointer<UInt8>? { choices[tensor]?.base }

  /// The gradient of a tensor for one image.
  func gradient(_ tensor: Int, _ image: Int) -> UnsafeMutablePointer<Float>? {
    guard let plan = gradientPlan, plan.slots[tensor] >= 0 else { return nil }
    let slot = plan.slots[tensor]
    return gradientSlots[slot].base + image * plan.sizes[slot]
  }
}
