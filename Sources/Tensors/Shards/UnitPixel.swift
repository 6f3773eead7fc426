/// A pixel as a number in 0…1: x/255, one correctly rounded division.
enum UnitPixel {
  static func float(_ pixel: UInt8) -> Float { Float(pixel) / 255 }

  /// The nearest binary16 of the binary32 quotient.
  static func halfBits(_ pixel: UInt8) -> UInt16 { HalfPrecision.bits(float(pixel)) }

  /// The pixel a stored number came from; exact for what `float` and `halfBits` give.
  static func pixel(_ value: Float) -> UInt8 {
    let scaled = (value * 255).rounded()
    return scaled >= 0 ? UInt8(min(scaled, 255)) : 0
  }
}
