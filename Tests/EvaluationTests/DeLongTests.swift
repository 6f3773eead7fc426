import Evaluation
import Testing

@Suite("The variance of the area under the ROC curve")
struct DeLongTests {
  /// DeLong's standard error from all pairs, O(m·n): the reference.
  static func naive(_ set: Predictions, _ label: Int) -> Double? {
    let scores = (0..<set.count).map { set.probability(row: $0, of: label) }
    let positives = scores.indices.filter { set.labels[$0] == label }.map { scores[$0] }
    let negatives = scores.indices.filter { set.labels[$0] != label }.map { scores[$0] }
    guard positives.count >= 2, negatives.count >= 2 else { return nil }
    func wins(_ x: Float, _ y: Float) -> Double { x > y ? 1 : x == y ? 0.5 : 0 }
    func variance(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }
    let (m, n) = (Double(positives.count), Double(negatives.count))
    let ofPositives = positives.map { x in negatives.reduce(0) { $0 + wins(x, $1) } / n }
    let ofNegatives = negatives.map { y in positives.reduce(0) { $0 + wins($1, y) } / m }
    return (variance(ofPositives) / m + variance(ofNegatives) / n).squareRoot()
  }

  @Test("by midranks it is that of all pairs", arguments: 0..<60)
  func pairs(number: Int) throws {
    let set = try DrawnPredictions.make(number)
    for label in 0..<set.classCount {
      let (ours, theirs) = (RankingCurve(set, class: label).rocAUCError, Self.naive(set, label))
      #expect((ours == nil) == (theirs == nil))
      if let ours, let theirs { #expect(abs(ours - theirs) < 1e-12) }
    }
  }

  @Test("the sorted order is that of the library's sort, ties, zeros and all")
  func order() throws {
    // Areas of scores with both zeros and few levels, beside those of all pairs.
    let levels: [Float] = [0, -0.0, 0.25, 0.25, 1, 0.5]
    let first = (0..<60).map { levels[$0 * 7 % 6] }
    let labels = (0..<60).map { $0 % 5 < 2 ? 0 : 1 }
    let set = try DrawnPredictions.predictions(
      first.flatMap { [abs($0), 1 - abs($0)] }, labels: labels, classes: 2)
    var doubled = 0
    for i in 0..<60 where labels[i] == 0 {
      for j in 0..<60 where labels[j] == 1 {
        doubled += first[i] > first[j] ? 2 : first[i] == first[j] ? 1 : 0
      }
    }
    #expect(
      RankingCurve(set, class: 0).rocAUC.value.map {
        abs($0 - Double(doubled) / (2 * 24 * 36)) < 1e-15
      }
        == true)
  }
}
