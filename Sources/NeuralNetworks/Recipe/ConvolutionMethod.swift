/// How 3x3 convolutions of stride 1 are computed.
public enum ConvolutionMethod: String, CaseIterable, Hashable, Sendable {
  /// By Winograd's tiles where they save work, which is decided by the layer's shape alone.
  ///
  /// Fewer multiplications and a little less exact: max|a - b| / max|b| of an output or a gradient beside
  /// double precision stays below 2e-6 for tiles of 2, 1e-5 for tiles of 4 and 5e-5 for tiles of 6 (tested
  /// up to 256 channels); the direct kernels reach 1e-6.
  case winograd
  /// Product by product, as every other convolution.
  case direct
}
