import Evaluation
import Testing

@Suite("McNemar's test")
struct McNemarTests {
  @Test(
    "equal to scipy 1.17's binomial test and mid-p",
    arguments: [
      (3, 9, 0.14599609375, 0.09228515625), (0, 5, 0.0625, 0.03125), (10, 10, 1, 1),
      (400, 480, 0.007707305043339153, 0.0069994556340768075), (0, 0, 1, 1),
    ])
  func exact(b: Int, c: Int, p: Double, mid: Double) throws {
    let test = McNemar(firstOnly: b, secondOnly: c)
    #expect(test.method == .exact)
    #expect(abs(test.pValue - p) <= 1e-12 * p)
    #expect(abs(try #require(test.midP) - min(1, mid)) <= 1e-12)
    #expect(McNemar(firstOnly: c, secondOnly: b).pValue == test.pValue)
  }

  @Test(
    "with many pairs equal to scipy 1.17's chi-squared with continuity correction",
    arguments: [
      (600, 700, 0.006036981097798615), (5000, 5300, 0.003217724065342545),
      (501, 500, 1.0), (0, 1001, 0),
    ])
  func corrected(b: Int, c: Int, p: Double) {
    let test = McNemar(firstOnly: b, secondOnly: c)
    #expect(test.method == .corrected && test.midP == nil)
    #expect(abs(test.pValue - p) <= 1e-10 * max(p, 1e-100) + 1e-200)
  }
}
