import Core
import Curation
import Testing

@Suite("A finding")
struct FindingTests {
  @Test("names its samples in the order of their keys, whatever order they came in")
  func sortsItsSamples() {
    let keys = ["a", "b", "c"].map { SampleKey(Digest.sha256(of: $0)) }
    let orders = [[0, 1, 2], [2, 1, 0], [1, 2, 0]]
    let findings = orders.map { order in
      Finding(
        .nearDuplicate, samples: order.map { keys[$0] }, measure: 0.97, threshold: 0.95,
        reason: "correlation")
    }
    #expect(Set(findings).count == 1)
    #expect(findings[0].samples == keys.sorted())
  }
}
