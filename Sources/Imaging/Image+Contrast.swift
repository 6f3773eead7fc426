internal import CPixelKernels

extension Image {
  /// The image with its gray values spread evenly over 0…255; the bytes of OpenCV's `equalizeHist`.
  ///
  /// The histogram of an RGB image is that of its luma, and all three channels go through the one
  /// table, so that grays stay gray.
  public func histogramEqualized() -> Image {
    guard let table = Histogram(self).equalizingTable else { return self }
    return mapped(through: table)
  }

  /// The image with `shift` (−255…255) added to every sample, saturating.
  public func brightened(by shift: Int) -> Image {
    var result = self
    result.withMutablePixels {
      fer_pixels_shift($0.baseAddress, $0.baseAddress, $0.count, Int32(max(-255, min(255, shift))))
    }
    return result
  }

  private func mapped(through table: [UInt8]) -> Image {
    var result = self
    result.withMutablePixels { fer_pixels_lookup($0.baseAddress, $0.count, table) }
    return result
  }
}
