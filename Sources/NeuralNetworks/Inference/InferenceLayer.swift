/// One operation of a network that only runs.
enum InferenceLayer: Sendable {
  /// A convolution; a linear layer is one of a single pixel.
  case filter(Filter)
  /// Row by row and in one pass of the memory: a dense convolution, a 1×1, a depthwise 3×3 and 2×2 max
  /// pooling, of which all but the depthwise may be missing.
  case unit(feeder: Filter?, point: Filter?, depth: Filter, isPooled: Bool)
  /// y = x · scale + shift, channel by channel.
  case normalization(scale: [Double], shift: [Double])
  case activation(Activation)
  case sigmoid
  case tanh
  case softplus
  /// Times a number.
  case scale(Float)
  /// Plus a number.
  case shift(Float)
  case add
  case multiply
  case maxPool(InferenceWindow)
  case averagePool(InferenceWindow)
  case globalPool
  /// Nearest neighbour, twice the size.
  case upsample
  case softmax
  /// [1, C, H, W] to [1, H, W, C].
  case pixelsLast
  /// Another shape for the same elements; 0 keeps a dimension, one −1 takes what is left.
  case reshape([Int])
  /// All but the first `axis` dimensions as one.
  case flatten(axis: Int)
  /// From the blocked layout to rows of C order.
  case unblock
  /// From rows of C order to the blocked layout.
  case block
}

/// A pooling window without padding.
struct InferenceWindow: Hashable, Sendable {
  let height: Int
  let width: Int
  let stride: Int
}

/// An operation with the places of what it reads and writes.
struct InferenceStep: Sendable {
  /// The node it came from, for messages.
  var name: String
  var layer: InferenceLayer
  var inputs: [Int]
  var output: Int
}
