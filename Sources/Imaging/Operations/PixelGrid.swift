/// Samples in memory that someone else owns, with their shape: one image, or one after another the planes
/// of one.
public struct PixelGrid {
  /// How the channels lie.
  public enum Layout: Hashable, Sendable {
    /// Red, green and blue of a pixel together, as in ``Image``.
    case interleaved
    /// All of red, then all of green, then all of blue (C × H × W).
    case planar
  }

  /// The samples.
  public let samples: UnsafeMutableBufferPointer<UInt8>
  /// Pixels in a row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// 1 or 3.
  public let channels: Int
  /// How the channels lie.
  public let layout: Layout

  /// A grid over memory of exactly `width * height * channels` samples.
  public init(
    samples: UnsafeMutableBufferPointer<UInt8>, width: Int, height: Int, channels: Int,
    layout: Layout
  ) {
    precondition(width > 0 && height > 0 && samples.count == width * height * channels)
    self.samples = samples
    self.width = width
    self.height = height
    self.channels = channels
    self.layout = layout
  }

  /// How many images lie one after another, and the channels of each: kernels take interleaved ones.
  var planes: (count: Int, channels: Int) {
    layout == .planar ? (channels, 1) : (1, channels)
  }
}
