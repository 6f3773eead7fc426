/// One block of a model as the recipe describes it.
public indirect enum Block: Hashable, Sendable {
  /// A square convolution; `channels` nil means as many as there are classes, `bias` nil unless batch
  /// normalization follows.
  case convolution(channels: Int?, kernel: Int, stride: Int, padding: Int, bias: Bool?)
  /// A square convolution of each channel by itself; `bias` nil means: unless batch normalization follows.
  case depthwise(kernel: Int, stride: Int, padding: Int, bias: Bool?)
  /// A depthwise convolution without bias, then a 1x1 convolution; with an activation, batch normalization
  /// and the activation come between them.
  case depthwiseSeparable(
    channels: Int, kernel: Int, stride: Int, padding: Int, activation: Activation?)
  /// Batch normalization by channel: epsilon 1e-5, momentum 0.1.
  case batchNormalization
  /// A nonlinearity, element by element.
  case activation(Activation)
  /// The maximum of each square window; places beyond the edges, `padding` on each side, are never chosen.
  case maxPool(size: Int, stride: Int, padding: Int = 0)
  /// The mean of each square window, without padding.
  case averagePool(size: Int, stride: Int)
  /// The mean of each channel.
  case globalPool
  /// The maximum of each channel.
  case globalMaxPool
  /// The sum of a chain of blocks and a shortcut around it.
  case residual(blocks: [Block], shortcut: Shortcut)
  /// The input's channels, then those of a chain of blocks on it.
  case dense(blocks: [Block])
  /// Scales each channel by a gate that a small network computes from the means of all channels.
  case squeezeExcitation(ratio: Int, activation: Activation, gate: Gate)
  /// Zeroes elements by chance while training and scales the others up.
  case dropout(rate: Double)
  /// Channels, rows and columns as one row of features.
  case flatten
  /// A fully connected layer with bias; `units` nil means as many as there are classes.
  case linear(units: Int?)

  /// What goes around a residual block.
  public enum Shortcut: String, CaseIterable, Hashable, Sendable {
    /// Identity where the shapes agree, else a projection.
    case automatic
    /// The input itself; shapes must agree.
    case identity
    /// A 1x1 convolution with batch normalization.
    case projection
  }
}
