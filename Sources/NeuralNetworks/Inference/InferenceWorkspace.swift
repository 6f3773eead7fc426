internal import CKernels

/// The memory of one run of a network, for one thread at a time.
///
/// Memory is planned once for each size and kept, so runs of the same size allocate nothing; for another
/// size it grows when it must and never shrinks.
public final class InferenceWorkspace {
  let network: InferenceNetwork
  private var plans: [InferencePlan] = []
  private(set) var plan: InferencePlan?
  private(set) var input = FloatBuffer(0)
  private(set) var arena = FloatBuffer(0)
  private(set) var scratch = FloatBuffer(0)

  /// Plans kept; images of one set have few sizes, and a plan is small.
  private static let planLimit = 16

  /// A workspace for runs of this network.
  public init(_ network: InferenceNetwork) {
    self.network = network
  }

  /// Bytes of memory held for runs.
  public var byteCount: Int { (input.count + arena.count + scratch.count) * 4 }

  /// Makes ready for an image of `height` × `width`; what an earlier run left is gone.
  ///
  /// - Throws: ``ONNXError`` when the network cannot take this size.
  public func prepare(height: Int, width: Int) throws(ONNXError) {
    if let plan, plan.height == height, plan.width == width { return }
    let made: InferencePlan
    if let index = plans.firstIndex(where: { $0.height == height && $0.width == width }) {
      made = plans.remove(at: index)
    } else {
      made = try InferencePlan(network, height: height, width: width)
    }
    plans.append(made)
    if plans.count > Self.planLimit { plans.removeFirst() }
    plan = made
    let inputCount = network.inputChannels * made.paddedHeight * made.paddedWidth
    if input.count < inputCount { input = FloatBuffer(inputCount) } else { input.clear() }
    if arena.count < made.arenaCount { arena = FloatBuffer(made.arenaCount) }
    if scratch.count < made.scratchCount { scratch = FloatBuffer(made.scratchCount) }
  }

  /// Puts an image of bytes, [height][width][channels], into the upper left corner, zeros elsewhere.
  ///
  /// One channel fills every plane; three are taken in the opposite order (RGB as BGR) when `reversed`.
  /// - Throws: ``ONNXError/input(reason:)`` when the image is larger than what was prepared, or its
  ///   channels do not fit.
  public func setImage(
    _ samples: UnsafeBufferPointer<UInt8>, height: Int, width: Int, channels: Int, reversed: Bool
  ) throws(ONNXError) {
    guard let plan, let base = samples.baseAddress, (1...plan.height).contains(height),
      (1...plan.width).contains(width), channels == 1 || channels == 3,
      samples.count == height * width * channels,
      channels == 1 || network.inputChannels == 3
    else {
      throw .input(reason: "\(width)×\(height)×\(channels) samples do not fit what was prepared")
    }
    var image = fer_byte_image(
      samples: base, width: width, height: height, channels: channels, reversed: reversed ? 1 : 0)
    var planes = planes(plan)
    fer_planes_from_bytes(&image, &planes)
  }

  /// Puts planes of floats, [C][height][width] of the prepared size, as the input.
  ///
  /// - Throws: ``ONNXError/input(reason:)`` for another number of floats.
  public func setInput(_ values: [Float]) throws(ONNXError) {
    guard let plan, values.count == network.inputChannels * plan.height * plan.width else {
      throw .input(reason: "\(values.count) floats do not fit what was prepared")
    }
    let planes = planes(plan)
    for c in 0..<planes.channels {
      for y in 0..<planes.height {
        for x in 0..<planes.width {
          planes.base[c * planes.plane_stride + y * planes.row_stride + x] =
            values[(c * planes.height + y) * planes.width + x]
        }
      }
    }
  }

  private func planes(_ plan: InferencePlan) -> fer_planes {
    let padding = network.inputPadding
    return fer_planes(
      base: input.base + padding.top * plan.paddedWidth + padding.left,
      channels: network.inputChannels, height: plan.height, width: plan.width,
      plane_stride: plan.paddedHeight * plan.paddedWidth, row_stride: plan.paddedWidth)
  }

  /// Lends one output of the last run, in C order, with its dimensions; nil for an unknown name.
  public func withOutput<Result, Failure: Error>(
    _ name: String, _ body: (UnsafeBufferPointer<Float>, [Int]) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    guard let plan, let place = network.outputNames.firstIndex(of: name) else { return nil }
    let value = network.outputs[place]
    guard let shape = plan.shapes[value] else { return nil }
    let floats = UnsafeBufferPointer(start: arena.base + plan.offsets[value], count: shape.count)
    return try body(floats, shape.dimensions)
  }
}
