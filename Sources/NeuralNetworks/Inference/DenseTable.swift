/// The offsets by which a dense convolution gathers one row of its output.
struct DenseTable: Sendable {
  let outputWidth: Int
  let outputHeight: Int
  let steps: PlainBuffer<Int32>
  let stepCount: Int
  let pixels: PlainBuffer<Int32>
  let outputs: PlainBuffer<Int32>
  /// Floats between two rows of the padded input.
  let rowStride: Int
  /// The padded input: planes of rows of columns of `unit` floats.
  let planes: Int
  let unit: Int
  let paddedHeight: Int
  let paddedWidth: Int
  /// Whether the input has to be copied between zeros first.
  let isCopied: Bool

  /// `width` and `height` are those of the image with its padding, for a planar filter.
  init(_ filter: Filter, input: TensorShape, width: Int, height: Int) {
    let isPlanar = filter.kind == .dense(planar: true)
    let padding = filter.padding
    let unit = isPlanar ? 1 : 8
    self.unit = unit
    planes = isPlanar ? filter.channels : filter.inputBlocks
    paddedHeight = isPlanar ? height : input.height + padding.top + padding.bottom
    paddedWidth = isPlanar ? width : input.width + padding.left + padding.right
    isCopied = !isPlanar && padding != Filter.Padding()
    rowStride = paddedWidth * unit
    let size = filter.outputSize(height: input.height, width: input.width) ?? (0, 0)
    (outputHeight, outputWidth) = (size.height, size.width)
    var offsets: [Int32] = []
    for plane in 0..<planes {
      for i in 0..<filter.kernelHeight {
        for j in 0..<filter.kernelWidth {
          offsets.append(Int32(plane * paddedHeight * rowStride + i * rowStride + j * unit))
        }
      }
    }
    steps = PlainBuffer(offsets, or: 0)
    stepCount = offsets.count
    pixels = PlainBuffer((0..<size.width).map { Int32($0 * filter.strideX * unit) }, or: 0)
    outputs = PlainBuffer((0..<size.width).map { Int32($0 * 8) }, or: 0)
  }

  /// Floats of the padded copy.
  var copyCount: Int { isCopied ? planes * paddedHeight * rowStride : 0 }
}
