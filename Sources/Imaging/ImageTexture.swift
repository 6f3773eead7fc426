internal import CPixelKernels

/// How noisy, fine, flat and two-toned an image is; figures only, no judgement.
public struct ImageTexture: Hashable, Sendable {
  /// The standard deviation of the noise in gray levels, by the median.
  ///
  /// Each inner sample is weighed with its neighbours by 1 −2 1, −2 4 −2, 1 −2 1 (Immerkær, 1996); the median
  /// of the magnitudes, divided by 6 × 0.6745, is the deviation of normal noise. Unlike their mean
  /// (``NoiseEstimate``) it hardly sees edges, as long as they are in under half of the image. In steps of
  /// a quarter level. An image under 3 × 3 has 0.
  public let noise: Double

  /// The variance of the Laplacian divided by the mean squared difference of neighbours, 0 … 4 or so.
  ///
  /// The share of the finest details in all details: unlike the sharpness it does not fall with the
  /// contrast. White noise has 5, a sharp face at 48 × 48 about 2.2, a blurred one under 1. A constant
  /// image has 0.
  public let fineness: Double

  /// The share of the inner samples whose 3 × 3 neighbourhood spans at most ``flatSpan`` levels, 0 … 1.
  ///
  /// An image under 3 × 3 has 0.
  public let flatness: Double

  /// The share of the samples within 8 levels of one of two levels, 17 apart at least, 0 … 1.
  ///
  /// The first is the level with most samples round it, the least of several; the second likewise among
  /// the others.
  public let twoTone: Double

  /// What a flat neighbourhood may span, in levels: what JPEG leaves of a plain background.
  public static let flatSpan = 6

  /// Kept figures.
  public init(noise: Double, fineness: Double, flatness: Double, twoTone: Double) {
    (self.noise, self.fineness) = (noise, fineness)
    (self.flatness, self.twoTone) = (flatness, twoTone)
  }

  /// The texture of a gray image whose histogram and sharpness are known.
  init(of gray: Image, histogram: Histogram, sharpness: Double) {
    twoTone = Self.twoTone(histogram)
    let (width, height) = (gray.width, gray.height)
    fineness = Self.fineness(gray, sharpness: sharpness)
    guard width >= 3, height >= 3 else {
      (noise, flatness) = (0, 0)
      return
    }
    var flat: UInt64 = 0
    let inner = UInt64(width - 2) * UInt64(height - 2)
    let median = withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2041) { bins in
      bins.initialize(repeating: 0)
      flat = gray.withPixels {
        fer_pixels_texture(
          $0.baseAddress, Int32(width), Int32(height), Int32(Self.flatSpan), bins.baseAddress)
      }
      return Self.median(bins, count: inner)
    }
    flatness = Double(flat) / Double(inner)
    noise = median / (6 * 0.6745)
  }

  /// The median of whole numbers from how often each occurs; of an even count the mean of the middle two.
  private static func median(_ bins: UnsafeMutableBufferPointer<UInt64>, count: UInt64) -> Double {
    let (lower, upper) = ((count + 1) / 2, count / 2 + 1)
    var (seen, first): (UInt64, Int?) = (0, nil)
    for (value, number) in bins.enumerated() {
      seen += number
      if first == nil, seen >= lower { first = value }
      if let first, seen >= upper { return Double(first + value) / 2 }
    }
    return 0
  }

  private static func fineness(_ gray: Image, sharpness: Double) -> Double {
    let (width, height) = (gray.width, gray.height)
    let (across, down) = gray.withPixels { samples -> (UInt64, UInt64) in
      guard let base = samples.baseAddress else { return (0, 0) }
      var across: UInt64 = 0
      for y in 0..<height where width > 1 {
        let row = base + y * width
        across += fer_pixels_gradient_energy(row, row + 1, width - 1)
      }
      return (across, fer_pixels_gradient_energy(base, base + width, (height - 1) * width))
    }
    guard across > 0 || down > 0 else { return 0 }
    let horizontal = across == 0 ? 0 : Double(across) / Double(height * (width - 1))
    let vertical = down == 0 ? 0 : Double(down) / Double((height - 1) * width)
    return sharpness / (horizontal + vertical)
  }

  private static func twoTone(_ histogram: Histogram) -> Double {
    let total = histogram.total
    guard total > 0 else { return 0 }
    return histogram.counts.withUnsafeBufferPointer { counts in
      var (first, firstCount): (Int, UInt64) = (0, 0)
      var (second, sums) = (UInt64(0), [UInt64](repeating: 0, count: 256))
      var sum = counts[0..<8].reduce(0, &+)
      for level in 0..<256 {
        if level + 8 < 256 { sum += counts[level + 8] }
        if level > 8 { sum -= counts[level - 9] }
        sums[level] = sum
        if sum > firstCount { (first, firstCount) = (level, sum) }
      }
      for level in 0..<256 where abs(level - first) > 16 { second = max(second, sums[level]) }
      return Double(firstCount + second) / Double(total)
    }
  }
}
