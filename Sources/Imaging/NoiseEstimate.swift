internal import CPixelKernels

/// How noisy an image is, without knowing the picture.
public enum NoiseEstimate {
  /// The standard deviation of the noise, in gray levels (Immerkær, 1996).
  ///
  /// The image is weighed by 1 −2 1, −2 4 −2, 1 −2 1, which sees neither slopes nor edges along its axes;
  /// σ = √(π / 2) · Σ |s| / (6 (W − 2) (H − 2)) over the inner samples of the gray image. The sum is a whole
  /// number, followed by one multiplication and one division. Fine texture counts as noise: small sharp faces
  /// measure more than they have. An image under 3 × 3 has 0.
  public static func sigma(of image: Image) -> Double {
    guard image.width >= 3, image.height >= 3 else { return 0 }
    let sum = image.grayscale().withPixels {
      fer_pixels_noise_sum($0.baseAddress, Int32(image.width), Int32(image.height))
    }
    // √(π / 2)
    let factor = 1.25331413731550025121
    return factor * Double(sum) / Double(6 * (image.width - 2) * (image.height - 2))
  }
}
