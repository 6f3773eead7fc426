internal import CPixelKernels

extension Image {
  /// The image blurred by a Gaussian, channel by channel; the bytes of OpenCV's `GaussianBlur`.
  ///
  /// The border is mirrored without repeating the edge. The weights are ``GaussianWeights``; every sum is
  /// exact and rounded once, halves up.
  /// - Parameter sigma: the standard deviation in pixels, 0.1…10.
  /// - Throws: ``ImageError/outOfRange(_:value:range:)`` for another one.
  public func gaussianBlurred(sigma: Double) throws(ImageError) -> Image {
    try ImageError.check("the sigma of a Gaussian", sigma, in: GaussianWeights.sigmas)
    return blurred(GaussianWeights(sigma: sigma))
  }

  func blurred(_ weights: GaussianWeights) -> Image {
    let radius = Int32(weights.values.count - 1)
    let needed = fer_pixels_gaussian_scratch(Int32(width), Int32(channels), radius)
    return filtered { source, target in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: needed) { scratch in
        fer_pixels_gaussian(
          source, target, Int32(width), Int32(height), Int32(channels), weights.values, radius,
          scratch.baseAddress)
      }
    }
  }

  /// An image of the same shape that `body` fills from this one's samples.
  func filtered(
    _ body: (UnsafePointer<UInt8>?, UnsafeMutablePointer<UInt8>?) -> Void
  ) -> Image {
    let samples = [UInt8](unsafeUninitializedCapacity: pixels.count) { target, initialized in
      withPixels { source in body(source.baseAddress, target.baseAddress) }
      initialized = pixels.count
    }
    return Image(checkedWidth: width, height: height, channels: channels, pixels: samples)
  }
}
