import Core
import Testing

@Suite("Numbers with decimals")
struct PlainNumberTests {
  @Test(
    "they are rounded to the decimals, halves away from zero",
    arguments: [
      (0, 2, "0.00"), (0.9999, 4, "0.9999"), (0.99995, 4, "1.0000"), (0.05, 3, "0.050"),
      (-0.125, 2, "-0.13"), (-0.001, 2, "0.00"), (1234.5, 0, "1235"), (7, 1, "7.0"),
      (1e17, 2, "1e+17"),
    ] as [(Double, Int, String)])
  func rounds(value: Double, decimals: Int, text: String) {
    #expect(PlainNumber.text(value, decimals) == text)
  }

  @Test("what is not finite is what the caller says", arguments: [Double.nan, .infinity])
  func notFinite(value: Double) {
    #expect(PlainNumber.text(value, 2) == "unknown")
    #expect(PlainNumber.text(value, 2, otherwise: "–") == "–")
  }
}
