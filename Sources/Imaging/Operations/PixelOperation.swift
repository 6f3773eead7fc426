/// One change of an image's pixels that keeps its shape; a value, without chance.
///
/// Every operation gives the same samples whether the channels lie interleaved or planar.
public enum PixelOperation: Hashable, Sendable {
  /// No change.
  case keep
  /// A bilinear warp; without a border rule, a map that reads only inside (the mirror).
  case affine(AffineMap, Border?)
  /// A number added to every sample, saturating; −255…255.
  case shift(Int)
  /// Distances from 128 multiplied by a factor in 1/65536 (0 … 16), rounded to the nearest.
  case contrast(Int)
  /// A box in 1/10000 of the sides, filled with one value.
  case erase(x: Int, y: Int, width: Int, height: Int, value: UInt8)
  /// Noise near to normal, of a standard deviation in 1/100 gray level, from a seed.
  case noise(deviation: Int, seed: UInt32)
}
