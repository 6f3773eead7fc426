/// At which sizes an image is looked at.
public enum ScalePlan {
  /// One size in pixels.
  public struct Size: Hashable, Sendable {
    /// Pixels across.
    public let width: Int
    /// Pixels down.
    public let height: Int
  }

  /// The sizes for an image, smallest first.
  ///
  /// Each scale is a long side; the short one follows, rounded, at least 1. A picture is never enlarged: the
  /// first scale that is not below its long side means its own size, and larger ones mean no more. So
  /// memory is bounded by the largest scale, whatever the picture's size.
  public static func sizes(width: Int, height: Int, scales: [Int]) -> [Size] {
    let long = max(width, height)
    var sizes: [Size] = []
    for scale in scales.sorted() {
      guard scale < long else {
        sizes.append(Size(width: width, height: height))
        break
      }
      func side(_ length: Int) -> Int { max(1, (2 * length * scale + long) / (2 * long)) }
      let size = Size(width: side(width), height: side(height))
      if sizes.last != size { sizes.append(size) }
    }
    return sizes
  }
}
