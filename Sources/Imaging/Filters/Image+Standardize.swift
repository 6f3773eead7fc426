extension Image {
  /// The gray levels that a standardized image's mean may have.
  package static let standardMeans = 0...255
  /// The gray levels that a standardized image's deviation may have.
  package static let standardDeviations = 1...127

  /// The image with its mean and its standard deviation moved to stated ones.
  ///
  /// `mean + deviation (n v − S) / √(n Q − S²)`, n pixels, S and Q the sum of their levels and of the squares;
  /// in whole numbers with the root taken to 1/256, rounded (halves away from the mean), clamped to 0…255, which
  /// takes a little of the deviation away. A constant image becomes mid-gray: all `mean`. The figures of an RGB
  /// image are its luma's, and all channels go through the one table.
  /// - Parameters:
  ///   - mean: a gray level, 0…255.
  ///   - deviation: in gray levels, 1…127.
  /// - Throws: ``ImageError/outOfRange(_:value:range:)`` for others.
  public func standardized(mean: Int = 128, deviation: Int = 64) throws(ImageError) -> Image {
    try ImageError.check("the mean of a standardized image", mean, in: Self.standardMeans)
    try ImageError.check(
      "the deviation of a standardized image", deviation, in: Self.standardDeviations)
    let (sum, squares) = Histogram(self).moments
    let count = Int128(width * height)
    let spread = count * Int128(squares) - Int128(sum) * Int128(sum)
    guard spread > 0 else { return mapped(through: [UInt8](repeating: UInt8(mean), count: 256)) }
    let root = Self.root(spread << 16)
    return mapped(
      through: (0..<256).map { value in
        let distance = (Int128(value) * count - Int128(sum)) * Int128(deviation) << 8
        let step = (abs(distance) + root / 2) / root
        return UInt8(clamping: mean + Int(distance < 0 ? -step : step))
      })
  }

  /// The greatest whole number whose square is at most `number`, which is over 0.
  private static func root(_ number: Int128) -> Int128 {
    // Newton's steps from above fall until they have arrived.
    var root = Int128(1) << Int128((Int128.bitWidth - number.leadingZeroBitCount + 1) / 2)
    while true {
      let next = (root + number / root) / 2
      if next >= root { return root }
      root = next
    }
  }
}
