import Evaluation
import Testing

@Suite("Quantiles of Student's t")
struct StudentQuantileTests {
  @Test(
    "equal to scipy 1.17's to 1e-9",
    arguments: [
      (1, 12.706204736174694), (2, 4.302652729749462), (3, 3.1824463052837078),
      (9, 2.262157162798205), (49, 2.0095752371292392), (200, 1.9718962236339088),
      (201, 1.971836506779859), (1000, 1.9623390808264083),
    ])
  func scipy(degrees: Int, t: Double) {
    #expect(abs(StudentQuantile.twoSided(0.95, degrees: degrees) - t) < 1e-9)
  }

  @Test("they fall with the degrees, towards the normal's")
  func falls() {
    let all = (1...400).map { StudentQuantile.twoSided(0.95, degrees: $0) }
    #expect(zip(all, all.dropFirst()).allSatisfy { $0 > $1 })
    #expect(StudentQuantile.twoSided(0.95, degrees: 100_000_000) - Proportion.z < 1e-6)
    #expect(StudentQuantile.twoSided(0.95, degrees: 0) == .infinity)
  }
}
