internal import CPixelKernels

extension Image {
  /// The amounts of an unsharp mask.
  package static let sharpeningAmounts = 0.01...10.0

  /// The image sharpened by an unsharp mask: every sample moved away from its Gaussian mean.
  ///
  /// `v + amount (v − mean)`, with the amount in 1/256 and the sum rounded (halves up) and clamped; the mean is
  /// ``gaussianBlurred(sigma:)``'s.
  /// - Parameters:
  ///   - amount: how much of the difference is added, 0.01…10.
  ///   - sigma: of the Gaussian, in pixels, 0.1…10.
  /// - Throws: ``ImageError/outOfRange(_:value:range:)`` for others.
  public func sharpened(amount: Double = 1, sigma: Double = 1) throws(ImageError) -> Image {
    try ImageError.check("the amount of a sharpening", amount, in: Self.sharpeningAmounts)
    let blurred = try gaussianBlurred(sigma: sigma)
    var result = self
    result.withMutablePixels { samples in
      blurred.withPixels { mean in
        fer_pixels_sharpen(
          samples.baseAddress, mean.baseAddress, samples.count, Int32((amount * 256).rounded()))
      }
    }
    return result
  }
}
