internal import CKernels

/// How one convolution is cut into gathered products.
///
/// Images are taken in groups large enough to keep the kernels busy; a group's padded input, and in the
/// backward pass its padded gradient, lie in the worker's scratch memory.
package struct ConvolutionPlan: Sendable {
  let filter: Operation.Filter
  let input: Int
  private(set) var output: Int
  /// The normalization that the product applies to its results; nil where it is a step of its own.
  private(set) var normalization: NormalizationPlan?
  let inputShape: Shape
  let outputShape: Shape
  let isPlanar: Bool
  /// How Winograd's tiles compute it; nil for the gathered product.
  let winograd: WinogradPlan?
  /// Images a group.
  let group: Int
  let weights: ParameterTensor
  let bias: ParameterTensor?
  /// Floats a pixel: 8, or 1 for a planar image.
  let unit: Int
  let planes: Int
  let paddedHeight: Int
  let paddedWidth: Int
  /// Floats between the gathered images.
  let paddedStride: Int
  let pixels: PlainBuffer<Int32>
  let outputs: PlainBuffer<Int32>
  let steps: PlainBuffer<Int32>
  let stepCount: Int
  let rows: PlainBuffer<Int32>
  let rowCount: Int
  /// How the product gathers the gradient of the input; nil when nobody needs it or tiles compute it.
  let gradient: ConvolutionGradientPlan?

  /// Pixels of the weight gradient's panels: with 16 channels 18 KiB.
  static let panelPixels = 288

  /// Without padding the input is gathered where it lies.
  var isDirect: Bool { filter.padding == 0 }

  init(
    node: Node, filter: Operation.Filter, graph: Graph, layout: ParameterLayout, slice: Int,
    strides: [Int], gradientStride: (output: Int, input: Int)?, method: ConvolutionMethod
  ) {
    (self.filter, input, output) = (filter, node.inputs[0], node.output)
    let inputShape = graph.shapes[node.inputs[0]]
    let outputShape = graph.shapes[node.output]
    (self.inputShape, self.outputShape) = (inputShape, outputShape)
    let isPlanar = layout.isPlanarInput && node.inputs[0] == 0
    self.isPlanar = isPlanar
    let winograd =
      method == .direct || isPlanar
      ? nil
      : WinogradPlan(
        filter: filter, input: inputShape, output: outputShape, slice: slice,
        hasInputGradient: gradientStride != nil)
    self.winograd = winograd
    let group =
      winograd?.group
      ?? min(slice, max(1, (Self.panelPixels + outputShape.pixels - 1) / outputShape.pixels))
    self.group = group
    weights =
      layout.trained(named: "\(node.name).weight")
      ?? ParameterTensor(name: "", shape: [], packing: .vector, offset: 0, decays: false)
    bias = layout.trained(named: "\(node.name).bias")
    let unit = isPlanar ? 1 : 8
    self.unit = unit
    planes = isPlanar ? inputShape.channels : inputShape.blocks
    let direct = filter.padding == 0
    let neededHeight = (outputShape.height - 1) * filter.stride + filter.kernelHeight
    let neededWidth = (outputShape.width - 1) * filter.stride + filter.kernelWidth
    let paddedHeight =
      direct
      ? inputShape.height : max(neededHeight, inputShape.height + filter.padding)
    let paddedWidth =
      direct
      ? inputShape.width : max(neededWidth, inputShape.width + filter.padding)
    (self.paddedHeight, self.paddedWidth) = (paddedHeight, paddedWidth)
    let plane = paddedHeight * paddedWidth * unit
    paddedStride = direct ? strides[node.inputs[0]] : planes * plane
    var pixels: [Int32] = []
    var outputs: [Int32] = []
    for image in 0..<(winograd == nil ? group : 0) {
      for row in 0..<outputShape.height {
        for column in 0..<outputShape.width {
          let corner = row * filter.stride * paddedWidth + column * filter.stride
          pixels.append(Int32(image * paddedStride + corner * unit))
          outputs.append(
            Int32(image * strides[node.output] + (row * outputShape.width + column) * 8))
        }
      }
    }
    var steps: [Int32] = []
    var rows: [Int32] = []
    for block in 0..<planes {
      for i in 0..<filter.kernelHeight {
        for j in 0..<filter.kernelWidth {
          let step = Int32(block * plane + (i * paddedWidth + j) * unit)
          steps.append(step)
          for channel in 0..<unit { rows.append(step + Int32(channel)) }
        }
      }
    }
    self.pixels = PlainBuffer(pixels, or: 0)
    self.outputs = PlainBuffer(outputs, or: 0)
    self.steps = PlainBuffer(steps, or: 0)
    self.rows = PlainBuffer(rows, or: 0)
    (stepCount, rowCount) = (steps.count, rows.count)
    gradient = (winograd == nil ? gradientStride : nil).map {
      ConvolutionGradientPlan(
        filter: filter, input: inputShape, output: outputShape, group: group,
        outputStride: $0.output, inputStride: $0.input)
    }
  }

  /// This convolution with the normalization of its output, where the product can apply it while the results are in
  /// registers: the same bytes in one pass over memory.
  func normalized(by plan: NormalizationPlan) -> ConvolutionPlan? {
    guard winograd == nil, !isPlanar, plan.input == output, !plan.isPooled,
      plan.activation == 0 || plan.activation == Activation.relu.kernelKind
    else { return nil }
    var fused = self
    fused.output = plan.output
    fused.normalization = plan
    return fused
  }

  /// Floats of the scratch memory for a group's padded input.
  var inputScratch: Int { isDirect || winograd != nil ? 0 : group * paddedStride }

  /// Floats of the scratch memory for a panel of output gradients.
  var panelScratch: Int {
    winograd != nil
      ? 0
      : (outputShape.blocks + 1) / 2 * 16
        * min(Self.panelPixels, group * outputShape.pixels)
  }
}
