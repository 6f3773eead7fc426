import Core
import Evaluation
import Testing

@Suite("Temperature scaling")
struct TemperatureScalingTests {
  /// Samples whose labels are drawn from the probabilities, which are then sharpened: p^sharp, normalized.
  static func drawn(sharp: Double, rows: Int = 4000) throws -> Predictions {
    var luck = LuckKey(seed: 3, purpose: "temperature").luck(for: 0, epoch: 0)
    var (labels, table) = ([Int](), [Float]())
    for _ in 0..<rows {
      let outputs = (0..<4).map { _ in 1.5 * luck.normal() }
      let weights = outputs.map { Elementary.exp($0) }
      var rest = Double(luck.unit()) * weights.reduce(0, +)
      let label = weights.firstIndex {
        rest -= $0
        return rest < 0
      }
      labels.append(label ?? 3)
      let sharpened = outputs.map { Elementary.exp(sharp * $0) }
      table += sharpened.map { Float($0 / sharpened.reduce(0, +)) }
    }
    return try DrawnPredictions.predictions(table, labels: labels, classes: 4)
  }

  @Test("the sharpness of the outputs is found again", arguments: [0.5, 1, 2, 5])
  func found(sharp: Double) throws {
    let set = try Self.drawn(sharp: sharp)
    let scaling = try TemperatureScaling(fittedOn: set)
    #expect(abs(scaling.temperature / sharp - 1) < 0.05)
    #expect(!scaling.isAtLimit && scaling.lossAfter <= scaling.lossBefore + 1e-15)
    let after = MetricsReport(scaling.apply(to: set), intervals: nil)
    #expect(abs(try #require(after.logLoss.value) - scaling.lossAfter) < 1e-6)
    #expect(try #require(after.calibration.expectedError.value) < 0.03)
    if sharp >= 2 {
      let before = MetricsReport(set, intervals: nil).calibration
      #expect(try #require(before.expectedError.value) > 0.08)
      #expect(scaling.lossBefore - scaling.lossAfter > 0.02)
    }
  }

  @Test("no other temperature has a lower loss, and fitting again finds 1")
  func least() throws {
    let set = try Self.drawn(sharp: 2, rows: 500)
    let scaling = try TemperatureScaling(fittedOn: set)
    let again = try TemperatureScaling(fittedOn: scaling.apply(to: set))
    #expect(abs(again.temperature - 1) < 1e-5)
    #expect(again.lossBefore - again.lossAfter < 1e-10)
  }

  @Test("no prediction changes its class", arguments: 0..<20)
  func classes(number: Int) throws {
    let set = try DrawnPredictions.make(number)
    let scaled = try TemperatureScaling(fittedOn: set).apply(to: set)
    for row in 0..<set.count {
      let (before, after) = (set.predictedClass(row: row), scaled.predictedClass(row: row))
      // Extreme temperatures round different probabilities to the same number.
      #expect(
        before == after
          || scaled.probability(row: row, of: before) == scaled.probability(row: row, of: after))
    }
  }

  @Test(
    "a model that is always right ends at the least temperature, one that is not at the greatest")
  func limits() throws {
    let right = try DrawnPredictions.predictions(
      [0.6, 0.4, 0.3, 0.7], labels: [0, 1], classes: 2)
    let low = try TemperatureScaling(fittedOn: right)
    #expect(low.isAtLimit && abs(low.temperature - 0.01) < 1e-15)
    let wrong = try DrawnPredictions.predictions(
      [0.6, 0.4, 0.3, 0.7], labels: [1, 0], classes: 2)
    let high = try TemperatureScaling(fittedOn: wrong)
    #expect(high.isAtLimit && abs(high.temperature - 100) < 1e-12)
  }

  @Test("nothing to fit on is an error")
  func empty() throws {
    let none = try DrawnPredictions.predictions([], labels: [], classes: 2)
    #expect(throws: EvaluationError.nothingToFit) { try TemperatureScaling(fittedOn: none) }
  }
}
