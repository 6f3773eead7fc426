/// One block of a model as the recipe describes it.
public indirect enum Block: Hashable, Sendable {
  /// A square convolution; `bias` nil means: unless batch normalization follows.
  case convolution(channels: Int, kernel: Int, stride: Int, padding: Int, bias: Bool?)
  /// Batch normalization by channel: epsilon 1e-5, momentum 0.1.
  case batchNormalization
  /// A nonlinearity, element by element.
  case activation(Activation)
  /// The maximum of each square window, without padding.
  case maxPool(size: Int, stride: Int)
  /// The mean of each square window, without padding.
  case averagePool(size: Int, stride: Int)
  /// The mean of each channel.
  case globalPool
  /// The sum of a chain of blocks and a shortcut around it.
  case residual(blocks: [Block], shortcut: Shortcut)
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
