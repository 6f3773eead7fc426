/// One change of an image's pixels that keeps its shape; a value, without chance.
///
/// Every operation gives the same samples whether the channels lie interleaved or planar.
public enum PixelOperation: Hashable, Sendable {
  /// No change.
  case keep
  /// A warp; without a border rule, a map that reads only inside (up to half a pixel).
  case affine(AffineMap, Border?, Interpolation = .bilinear)
  /// A number added to every sample, saturating; −255…255.
  case shift(Int)
  /// Distances from 128 multiplied by a factor in 1/65536 (0 … 16), rounded to the nearest.
  case contrast(Int)
  /// Shares of white raised to an exponent in 1/1000 (1 … 100000); above 1000 darkens.
  case gamma(Int)
  /// A box in 1/10000 of the sides, filled with one value.
  case erase(x: Int, y: Int, width: Int, height: Int, value: UInt8)
  /// Noise near to normal, of a standard deviation in 1/100 gray level, from a seed.
  case noise(deviation: Int, seed: UInt32)
  /// A Gaussian mean with a standard deviation in 1/100 pixel (0 … 1000), the edge mirrored.
  case blur(Int)

  /// Whether nothing changes, whatever the image.
  var isIdentity: Bool {
    switch self {
    case .keep, .shift(0), .contrast(65536), .gamma(1000), .affine(.identity, _, _), .noise(0, _),
      .blur(0):
      true
    default: false
    }
  }

  /// Whether samples are read at other places than they are written, so that the two may not overlap.
  var movesSamples: Bool {
    switch self {
    case .affine, .blur: true
    default: false
    }
  }
}
