internal import CKernels

/// A network that only runs: built once from an ONNX model, shared by every thread.
///
/// It holds the weights in the kernels' layout and no memory of a run; each thread has an
/// ``InferenceWorkspace`` of its own. Images of any size are taken: the sizes noted in the file are not
/// looked at. The results are the same bytes on every machine that runs the kernels.
public struct InferenceNetwork: Sendable {
  /// Channels of the input image.
  public let inputChannels: Int
  /// The outputs' names in the order of the model.
  public let outputNames: [String]
  /// The operations in order; the input is value 0.
  let steps: [InferenceStep]
  /// The values that are the outputs, in order.
  let outputs: [Int]
  let valueCount: Int
  /// Zeros around the input image, which the first convolution needs; nil when the input is blocked first.
  let inputPadding: Filter.Padding

  /// Builds the network of a model.
  ///
  /// - Throws: ``ONNXError`` for operators and uses that are not known here, and for graphs that do not fit.
  public init(_ model: ONNXModel) throws(ONNXError) {
    try self.init(model, isFused: true)
  }

  /// Without fusion every operation runs by itself, for comparison.
  package init(_ model: ONNXModel, isFused: Bool) throws(ONNXError) {
    guard fer_kernels_supported() != 0 else { throw .unsupportedProcessor }
    var builder = try InferenceBuilder(model)
    for node in model.nodes { try builder.add(node) }
    outputs = try builder.finish(model.outputs.map(\.name))
    outputNames = model.outputs.map(\.name)
    inputChannels = builder.inputChannels
    inputPadding = builder.inputPadding
    valueCount = builder.valueCount
    var steps = builder.steps
    if isFused { steps = InferenceFusion.fused(steps, outputs: outputs) }
    self.steps = steps.map { step in
      var step = step
      step.layer.pack()
      return step
    }
  }
}

extension InferenceLayer {
  /// Lays the weights out as the kernels read them.
  mutating func pack() {
    func packed(_ filter: Filter?) -> Filter? {
      var filter = filter
      filter?.pack()
      return filter
    }
    switch self {
    case .filter(var filter):
      filter.pack()
      self = .filter(filter)
    case .unit(let feeder, let point, var depth, let isPooled):
      depth.pack()
      self = .unit(feeder: packed(feeder), point: packed(point), depth: depth, isPooled: isPooled)
    default: break
    }
  }
}
