/// How 3x3 convolutions of stride 1 are computed.
public enum ConvolutionMethod: String, CaseIterable, Hashable, Sendable {
  /// By Winograd's tiles where they save work, which is decided by the layer's shape alone.
  ///
  /// Fewer multiplications and a little less exact: beside double precision an output or a gradient is off
  /// by at most 2e-5 of its tensor's largest magnitude, where the direct kernels reach 2e-6.
  case winograd
  /// Product by product, as every other convolution.
  case direct
}
