import Core
import Tensors
import Testing

@Suite("Half precision")
struct HalfPrecisionTests {
  @Test("every finite half is its own nearest half")
  func roundTrip() {
    for bits in UInt16.min...UInt16.max where bits & 0x7C00 != 0x7C00 {
      #expect(HalfPrecision.bits(HalfPrecision.float(bits)) == bits)
    }
  }

  @Test("every pixel x/255 becomes the nearest half of the exact quotient")
  func pixels() {
    for pixel in 0...255 {
      let bits = HalfPrecision.bits(Float(pixel) / 255)
      // Compare in exact integers: a half in 0…1 is a multiple of 2^-24.
      func distance(_ bits: UInt16) -> Int {
        abs(Int(HalfPrecision.float(bits) * 16_777_216) * 255 - pixel * 16_777_216)
      }
      #expect(distance(bits) <= distance(bits &+ 1))
      if bits > 0 { #expect(distance(bits) <= distance(bits - 1)) }
    }
  }

  static let rounded: [(Float, UInt16)] = [
    (1, 0x3C00), (-2, 0xC000), (0, 0), (-0.0, 0x8000), (65504, 0x7BFF),
    (65519.996, 0x7BFF), (65520, 0x7C00), (1e9, 0x7C00), (-.infinity, 0xFC00),
    (1 + 0x1p-11, 0x3C00), (1 + 0x1.8p-10, 0x3C02), (1 + 0x1.8p-11, 0x3C01),
    (0x1p-24, 0x0001), (0x1p-25, 0x0000), (0x1.000002p-25, 0x0001), (0x1.8p-24, 0x0002),
    (0x1p-14, 0x0400), (0x1.ff4p-15, 0x03FE), (0x1.ff8p-15, 0x03FF), (0x1.ffcp-15, 0x0400),
    (0x1.ffep-15, 0x0400),
    (0x1p-30, 0), (0x1p-149, 0),
  ]

  @Test("rounding is to nearest, ties to even", arguments: rounded)
  func rounding(value: Float, bits: UInt16) {
    #expect(HalfPrecision.bits(value) == bits)
  }

  @Test("not a number stays so")
  func notANumber() {
    #expect(HalfPrecision.float(HalfPrecision.bits(.nan)).isNaN)
    #expect(HalfPrecision.float(0x7C00) == .infinity)
    #expect(HalfPrecision.float(0xFC00) == -.infinity)
  }
}
