internal import CPixelKernels
internal import Core

extension Image {
  /// The diameters of a bilateral filter's window, in pixels; odd ones.
  package static let bilateralDiameters = 3...15
  /// The deviations of gray levels of a bilateral filter.
  package static let bilateralColorSigmas = 1.0...500.0
  /// The deviations of distances of a bilateral filter, in pixels.
  package static let bilateralSpaceSigmas = 0.1...100.0

  /// The bilateral filter (Tomasi and Manduchi, 1998): a mean of the near pixels that look alike.
  ///
  /// A pixel within `diameter` / 2 weighs exp(−d² / 2 σc²) · exp(−r² / 2 σs²): d is the difference of the gray
  /// levels, for RGB the sum of the channels' (one weight for all three, as OpenCV has it), r the distance. The
  /// border is mirrored without repeating the edge. In whole numbers, to 0.002 gray level; see the kernel.
  /// - Parameters:
  ///   - diameter: the side of the window in pixels, odd, 3…15.
  ///   - sigmaColor: σc in gray levels, 1…500.
  ///   - sigmaSpace: σs in pixels, 0.1…100.
  /// - Throws: ``ImageError/outOfRange(_:value:range:)`` for parameters outside.
  public func bilateralDenoised(
    diameter: Int, sigmaColor: Double, sigmaSpace: Double
  ) throws(ImageError) -> Image {
    try ImageError.checkOdd(
      "the diameter of a bilateral filter", diameter, in: Self.bilateralDiameters)
    try ImageError.check(
      "a bilateral filter's sigma-color", sigmaColor, in: Self.bilateralColorSigmas)
    try ImageError.check(
      "a bilateral filter's sigma-space", sigmaSpace, in: Self.bilateralSpaceSigmas)
    let radius = diameter / 2
    let shares = Self.bilateralShares(radius: radius, sigma: sigmaSpace)
    var rule = Self.bilateralRule(sigma: sigmaColor, channels: channels)
    let needed = fer_pixels_bilateral_scratch(Int32(width), Int32(channels), Int32(radius))
    return filtered { source, target in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: needed) { scratch in
        fer_pixels_bilateral(
          source, target, Int32(width), Int32(height), Int32(channels), Int32(radius), shares,
          &rule,
          scratch.baseAddress)
      }
    }
  }

  /// exp(−r² / 2 σ²) in 1/32767 for the disc of a radius, row by row; zero outside.
  private static func bilateralShares(radius: Int, sigma: Double) -> [UInt16] {
    var shares: [UInt16] = []
    for y in -radius...radius {
      for x in -radius...radius {
        let square = x * x + y * y
        let share = Elementary.exp(-0.5 * Double(square) / (sigma * sigma))
        shares.append(square <= radius * radius ? UInt16((32767 * share).rounded()) : 0)
      }
    }
    return shares
  }

  /// The kernel's numbers for exp(−d² / 2 σ²), which is nothing from σ √22 on.
  private static func bilateralRule(sigma: Double, channels: Int) -> fer_pixels_bilateral_weights {
    let reach = (sigma * 22.0.squareRoot()).rounded(.up)
    let most = reach < Double(255 * channels) ? Int(reach) : 255 * channels
    let spread = 65535 / most
    let rate = 2048 / (sigma * sigma) * 0x1p32 / Double(spread * spread)
    return fer_pixels_bilateral_weights(
      most: UInt16(most), spread: UInt16(spread), rate: UInt16(min(65535, rate.rounded())),
      one: 65535, lift: 1)
  }
}
