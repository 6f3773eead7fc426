/// The scratch memory of one step: what a fused unit keeps of the rows it passes through.
///
/// In order: the padded input of the dense convolution; one row of its output; four rows of the depthwise
/// convolution's input with a pixel of zeros at both ends, the last of them all zeros; two rows of its
/// output, to pool.
struct UnitLayout {
  private(set) var copy = 0
  private(set) var fed = 0
  private(set) var ring = 0
  /// Floats between two blocks of a row of the ring.
  private(set) var ringStride = 0
  /// Floats of a row of the ring.
  private(set) var ringRow = 0
  private(set) var pair = 0
  private(set) var count = 0

  init(_ layer: InferenceLayer, input: TensorShape, table: DenseTable?) {
    copy = 0
    count = table?.copyCount ?? 0
    guard case .unit(let feeder, _, let depth, let isPooled) = layer else { return }
    let width = table?.outputWidth ?? input.width
    fed = count
    count += (feeder?.outputBlocks ?? 0) * width * 8
    ring = count
    ringStride = (width + 2) * 8
    ringRow = depth.inputBlocks * ringStride
    count += 4 * ringRow
    pair = count
    if isPooled { count += 2 * depth.outputBlocks * width * 8 }
  }
}
