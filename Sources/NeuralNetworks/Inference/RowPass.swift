internal import CKernels

/// Passes one layer's rows from the input to the output.
///
/// A unit keeps three rows of what its depthwise convolution reads: a row of the output is made as soon as
/// the row below it is there, so that what lies between the fused operations stays in the cache.
struct RowPass {
  let layer: InferenceLayer
  let from: TensorShape
  let to: TensorShape
  let table: DenseTable?
  let scratch: UnsafeMutablePointer<Float>
  let layout: UnitLayout

  typealias Floats = UnsafeMutablePointer<Float>

  init(
    _ layer: InferenceLayer, from: TensorShape, to: TensorShape, table: DenseTable?, scratch: Floats
  ) {
    (self.layer, self.from, self.to, self.table) = (layer, from, to, table)
    self.scratch = scratch
    layout = UnitLayout(layer, input: from, table: table)
  }

  /// A convolution by itself.
  func runFilter(_ filter: Filter, _ x: Floats, _ y: Floats) {
    guard let table else {
      return Self.point(
        filter, x, from.pixels * 8, pixels: from.pixels, y, from.pixels * 8)
    }
    let source = padded(table, x)
    for row in 0..<table.outputHeight {
      dense(filter, table, source, row, y + row * table.outputWidth * 8, to.pixels * 8)
    }
  }

  func runUnit(_ x: Floats, _ y: Floats) {
    guard case .unit(let feeder, let point, let depth, let isPooled) = layer else { return }
    let height = table?.outputHeight ?? from.height
    let width = table?.outputWidth ?? from.width
    let ring = scratch + layout.ring
    ring.update(repeating: 0, count: 4 * layout.ringRow)
    let source = table.map { padded($0, x) } ?? x
    var arguments = fer_depthwise_arguments()
    arguments.row_stride = layout.ringStride
    (arguments.width, arguments.blocks) = (width, depth.outputBlocks)
    arguments.weights = UnsafePointer(depth.packedWeights.base)
    arguments.bias = UnsafePointer(depth.packedBias.base)
    arguments.relu = depth.isRectified ? 1 : 0
    let pair = scratch + layout.pair
    func slot(_ row: Int) -> UnsafePointer<Float> {
      let isInside = row >= 0 && row < height
      return UnsafePointer(ring + (isInside ? row % 3 : 3) * layout.ringRow)
    }
    fill(0, feeder, point, source, ring)
    for row in 0..<height {
      if row + 1 < height {
        fill(row + 1, feeder, point, source, ring + (row + 1) % 3 * layout.ringRow)
      }
      arguments.rows = (slot(row - 1), slot(row), slot(row + 1))
      if isPooled {
        arguments.output = pair + row % 2 * depth.outputBlocks * width * 8
        arguments.output_stride = width * 8
      } else {
        arguments.output = y + row * width * 8
        arguments.output_stride = height * width * 8
      }
      fer_depthwise_row(&arguments)
      if isPooled, row % 2 == 1 {
        fer_max_pool_rows(
          pair, pair + depth.outputBlocks * width * 8, depth.outputBlocks, width * 8, to.width,
          y + row / 2 * to.width * 8, to.pixels * 8)
      }
    }
  }

  /// Makes one row of the depthwise convolution's input, between its two pixels of zeros.
  private func fill(
    _ row: Int, _ feeder: Filter?, _ point: Filter?, _ source: Floats, _ slot: Floats
  ) {
    let width = table?.outputWidth ?? from.width
    var (input, stride) = (source + row * width * 8, from.pixels * 8)
    if let feeder, let table {
      (input, stride) = (scratch + layout.fed, width * 8)
      dense(feeder, table, source, row, input, stride)
    }
    if let point {
      Self.point(point, input, stride, pixels: width, slot + 8, layout.ringStride)
    } else {
      for block in 0..<from.blocks {
        (slot + 8 + block * layout.ringStride).update(
          from: input + block * stride, count: width * 8)
      }
    }
  }

  private static func point(
    _ filter: Filter, _ x: Floats, _ stride: Int, pixels: Int, _ y: Floats, _ outputStride: Int
  ) {
    var arguments = fer_pointwise_arguments(
      input: x, input_stride: stride, input_blocks: filter.inputBlocks,
      weights: filter.packedWeights.base, bias: filter.packedBias.base, pixels: pixels, output: y,
      output_stride: outputStride, output_blocks: filter.outputBlocks,
      relu: filter.isRectified ? 1 : 0)
    fer_pointwise(&arguments)
  }

  /// The input with its zeros around it, copied when it does not already lie so.
  private func padded(_ table: DenseTable, _ x: Floats) -> Floats {
    guard table.isCopied, let padding = layer.dense?.padding else { return x }
    let copy = scratch + layout.copy
    fer_pad(
      x, table.planes, from.height, from.width, table.unit, padding.top, padding.left,
      table.paddedHeight, table.paddedWidth, copy)
    return copy
  }

  /// One row of a dense convolution.
  private func dense(
    _ filter: Filter, _ table: DenseTable, _ source: Floats, _ row: Int, _ output: Floats,
    _ outputStride: Int
  ) {
    var arguments = fer_product_arguments(
      input: source + row * filter.strideY * table.rowStride, pixels: table.pixels.base,
      outputs: table.outputs.base, pixel_count: table.outputWidth, steps: table.steps.base,
      step_count: table.stepCount, depth: table.unit, weights: filter.packedWeights.base,
      bias: filter.packedBias.base, output: output, output_blocks: filter.outputBlocks,
      output_stride: outputStride, accumulate: 0, scale: nil, shift: nil, relu: 0)
    fer_product(&arguments)
    guard filter.isRectified else { return }
    for block in 0..<filter.outputBlocks {
      let line = output + block * outputStride
      fer_activate(Activation.relu.kernelKind, line, table.outputWidth * 8, line)
    }
  }
}
