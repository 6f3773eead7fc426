extension PixelOperation {
  /// What the kernel multiplies its sums by, in 1/65536, for a deviation in 1/100 gray level.
  ///
  /// The sum of four bytes is near to normal, with a standard deviation of √(65535 / 3) = 147.8; no sum
  /// lies beyond 3.45 deviations. Deviations over 255 gray levels count as 255.
  static func noiseFactor(deviation: Int) -> Int32 {
    let levels = Double(max(0, min(25500, deviation))) / 100
    return Int32((levels / (65535.0 / 3).squareRoot() * 65536).rounded())
  }
}
