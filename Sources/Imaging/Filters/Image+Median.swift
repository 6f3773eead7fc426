internal import CPixelKernels

extension Image {
  /// Each sample replaced by the median of the window around it, channel by channel.
  ///
  /// The edge is repeated outwards. OpenCV's `medianBlur` gives the same bytes.
  /// - Parameter size: the side of the window, 3 or 5.
  /// - Throws: ``ImageError/invalidMedianSize(_:)`` for another size.
  public func medianDenoised(size: Int) throws(ImageError) -> Image {
    guard size == 3 || size == 5 else { throw .invalidMedianSize(size) }
    let needed = fer_pixels_median_scratch(Int32(width), Int32(channels), Int32(size))
    return filtered { source, target in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: needed) { scratch in
        fer_pixels_median(
          source, target, Int32(width), Int32(height), Int32(channels), Int32(size),
          scratch.baseAddress)
      }
    }
  }
}
