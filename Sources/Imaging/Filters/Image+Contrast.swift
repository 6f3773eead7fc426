internal import CPixelKernels
internal import Core

extension Image {
  /// The percentages below which levels may become black.
  package static let lowPercents = 0...49
  /// The percentages up to which levels may stay below white.
  package static let highPercents = 51...100
  /// The exponents of a gamma.
  package static let gammas = 0.1...10.0

  /// The image with its gray values spread evenly over 0…255; the bytes of OpenCV's `equalizeHist`.
  ///
  /// The histogram of an RGB image is that of its luma, and all three channels go through the one
  /// table, so that grays stay gray.
  public func histogramEqualized() -> Image {
    guard let table = Histogram(self).equalizingTable else { return self }
    return mapped(through: table)
  }

  /// The image stretched so that one percentile of its gray levels becomes black and another one white.
  ///
  /// `(255 (v − low) + (high − low) / 2) / (high − low)`, in whole numbers, clamped. The percentiles of an RGB
  /// image are its luma's, and all channels go through the one table. Where both are one level, nothing changes.
  /// - Parameters:
  ///   - low: percent of the pixels, 0…49; 0 is the darkest level.
  ///   - high: percent of the pixels, 51…100; 100 is the brightest level.
  /// - Throws: ``ImageError/outOfRange(_:value:range:)`` for percentages outside.
  public func stretched(low: Int = 1, high: Int = 99) throws(ImageError) -> Image {
    try ImageError.check("the low percentage of a stretch", low, in: Self.lowPercents)
    try ImageError.check("the high percentage of a stretch", high, in: Self.highPercents)
    let levels = Histogram(self).percentiles([UInt64(low), UInt64(high)])
    let (black, span) = (levels[0], levels[1] - levels[0])
    guard span > 0 else { return self }
    return mapped(
      through: (0..<256).map { value in
        let above = max(0, min(span, value - black))
        return UInt8((255 * above + span / 2) / span)
      })
  }

  /// The image with every level v at `255 (v / 255)^gamma`, rounded; below 1 brightens.
  ///
  /// - Throws: ``ImageError/outOfRange(_:value:range:)`` for a gamma outside 0.1…10.
  public func gammaCorrected(_ gamma: Double) throws(ImageError) -> Image {
    try ImageError.check("a gamma", gamma, in: Self.gammas)
    return mapped(through: Self.gammaTable(gamma))
  }

  /// The table of a gamma, by our own power.
  package static func gammaTable(_ gamma: Double) -> [UInt8] {
    (0..<256).map { value in
      UInt8((255 * Elementary.power(Double(value) / 255, gamma)).rounded())
    }
  }

  /// The image with `shift` (−255…255) added to every sample, saturating.
  public func brightened(by shift: Int) -> Image { applying(.shift(shift)) }

  func mapped(through table: [UInt8]) -> Image {
    filtered { source, target in fer_pixels_lookup_to(source, target, pixels.count, table) }
  }
}
