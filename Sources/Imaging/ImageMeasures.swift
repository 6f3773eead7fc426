internal import CPixelKernels

/// What is measured of one decoded image; figures only, no judgement.
///
/// All but the hashes are taken on the gray image (an RGB image's luma). The sums are whole numbers; each
/// figure is one division, square root or logarithm of our own at the end, so it is the same everywhere.
public struct ImageMeasures: Hashable, Sendable {
  /// The mean, 0 (black) … 1 (white).
  public let brightness: Double

  /// The standard deviation, 0 … 0.5.
  public let contrast: Double

  /// The variance of the Laplacian (OpenCV's, aperture 1), in squared gray levels; low when blurred.
  public let sharpness: Double

  /// Shannon's entropy of the gray levels in bits, 0 … 8.
  public let entropy: Double

  /// The 1st percentile of the gray levels, 0 … 1.
  public let darkest: Double

  /// The 5th percentile of the gray levels, 0 … 1.
  public let dark: Double

  /// The 95th percentile of the gray levels, 0 … 1.
  public let bright: Double

  /// The 99th percentile of the gray levels, 0 … 1.
  public let brightest: Double

  /// The difference hash: of the image at 9 × 8, whether each sample is less than the one to its right.
  ///
  /// Row by row; the first comparison is the highest bit.
  public let dHash: UInt64

  /// The perceptual hash: of the image at 32 × 32, whether each of the lowest 8 × 8 coefficients of the
  /// cosine transform exceeds their median (Zauner, 2010).
  ///
  /// Row by row; the first coefficient is the highest bit.
  public let pHash: UInt64

  /// How noisy, fine, flat and two-toned it is.
  public let texture: ImageTexture

  /// The measures of an image.
  ///
  /// Complexity: a few passes over the pixels.
  public static func measure(_ image: Image) -> ImageMeasures {
    let gray = image.grayscale()
    let histogram = Histogram(gray)
    let count = gray.pixels.count
    let (sum, squares) = histogram.moments
    let hashes = PerceptualHash(of: gray)
    let levels = histogram.percentiles([1, 5, 95, 99])
    let sharpness = sharpness(of: gray)
    return ImageMeasures(
      brightness: Double(sum) / Double(count * 255),
      contrast: deviation(sum: sum, squares: squares, count: count) / 255,
      sharpness: sharpness,
      entropy: histogram.entropy,
      darkest: Double(levels[0]) / 255,
      dark: Double(levels[1]) / 255,
      bright: Double(levels[2]) / 255,
      brightest: Double(levels[3]) / 255,
      dHash: hashes.difference,
      pHash: hashes.cosine,
      texture: ImageTexture(of: gray, histogram: histogram, sharpness: sharpness))
  }

  private static func deviation(sum: Int, squares: Int, count: Int) -> Double {
    variance(sum: sum, squares: squares, count: count).squareRoot()
  }

  /// (n Σx² − (Σx)²) / n²: exact in whole numbers, then one division.
  private static func variance(sum: Int, squares: Int, count: Int) -> Double {
    let (first, overflow) = count.multipliedReportingOverflow(by: squares)
    let area = Double(count) * Double(count)
    // (Σx)² is at most n Σx².
    guard overflow else { return Double(first - sum * sum) / area }
    return Double(Int128(count) * Int128(squares) - Int128(sum) * Int128(sum)) / area
  }

  /// The sharpness alone.
  public static func sharpness(of image: Image) -> Double {
    let gray = image.grayscale()
    var (sum, squares): (Int64, Int64) = (0, 0)
    gray.withPixels {
      fer_pixels_laplacian(
        $0.baseAddress, Int32(gray.width), Int32(gray.height), &sum, &squares)
    }
    return variance(sum: Int(sum), squares: Int(squares), count: gray.pixels.count)
  }
}
