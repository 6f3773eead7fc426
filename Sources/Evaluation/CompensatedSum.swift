/// A sum of doubles that also carries the rounding errors (Neumaier, 1974).
///
/// The error does not grow with the number of terms, so millions of log losses add up to full precision.
package struct CompensatedSum: Sendable {
  private var sum = 0.0
  private var compensation = 0.0

  package init() {}

  package mutating func add(_ term: Double) {
    let next = sum + term
    if abs(sum) >= abs(term) {
      compensation += (sum - next) + term
    } else {
      compensation += (term - next) + sum
    }
    sum = next
  }

  package var value: Double { sum + compensation }
}
