import Evaluation
import Testing

@Suite("Points of the ROC and precision-recall curves")
struct CurvePointTests {
  @Test("they run from nothing to everything, and both areas follow from them", arguments: 0..<30)
  func areas(number: Int) throws {
    let set = try DrawnPredictions.make(number)
    for label in 0..<set.classCount {
      let points = CurvePoint.points(set, class: label, limit: 10_000)
      let curve = RankingCurve(set, class: label)
      guard let area = curve.rocAUC.value, let average = curve.averagePrecision.value else {
        #expect(points.isEmpty)
        continue
      }
      #expect(points.first?.threshold == nil && points.first?.truePositiveRate == 0)
      #expect(points.last?.truePositiveRate == 1 && points.last?.falsePositiveRate == 1)
      var (roc, precision) = (0.0, 0.0)
      for (a, b) in zip(points, points.dropFirst()) {
        roc +=
          (b.falsePositiveRate - a.falsePositiveRate)
          * (a.truePositiveRate + b.truePositiveRate) / 2
        precision += (b.truePositiveRate - a.truePositiveRate) * (b.precision ?? 0)
      }
      #expect(abs(roc - area) < 1e-12 && abs(precision - average) < 1e-12)
    }
  }

  @Test("a limit keeps the number of points and the shape")
  func thinned() throws {
    let set = try DrawnPredictions.make(1)
    let all = CurvePoint.points(set, class: 0, limit: 10_000)
    let few = CurvePoint.points(set, class: 0, limit: 20)
    #expect(all.count > 40 && few.count <= 22 && few.count >= 10)
    #expect(few.last == all.last && few.allSatisfy { all.contains($0) })
  }
}
