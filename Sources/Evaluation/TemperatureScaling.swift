public import Core

/// One number that makes a model's confidence honest: probabilities become softmax(ln p / T).
///
/// T is fitted on validation predictions by least log loss (Guo et al., 2017) and never changes which class is
/// most probable. ln p stands for the network's outputs, from which it differs by one number a row; a
/// probability of 0 counts as 2⁻¹⁴⁹, the least single-precision number. In β = 1/T the log loss is convex:
/// its slope, the mean of Σₖ qₖ zₖ − z(true class), rises, and Newton's method within a shrinking bracket
/// finds where it is 0. Only our own exponential and logarithm are used.
public struct TemperatureScaling: Hashable, Sendable {
  /// The range of temperatures; a model that is always right has none but the least.
  public static let range = 0.01...100.0

  /// The temperature T; above 1 the model was too sure of itself.
  public let temperature: Double
  /// Whether the fit ended at an end of the range.
  public let isAtLimit: Bool
  /// The log loss of the predictions it was fitted on, as they were.
  public let lossBefore: Double
  /// Their log loss at the temperature.
  public let lossAfter: Double

  /// Fits a temperature.
  ///
  /// - Throws: `EvaluationError.nothingToFit` without predictions.
  public init(fittedOn predictions: Predictions) throws(EvaluationError) {
    guard predictions.count > 0 else { throw .nothingToFit }
    var (low, high) = (
      1 / TemperatureScaling.range.upperBound, 1 / TemperatureScaling.range.lowerBound
    )
    let before = Slope(predictions, at: 1)
    if Slope(predictions, at: high).first <= 0 {
      (low, high) = (high, high)
    } else if Slope(predictions, at: low).first >= 0 {
      (low, high) = (low, low)
    }
    isAtLimit = low == high
    var beta = isAtLimit ? low : 1.0
    var steps = 0
    while low < high, steps < 100 {
      steps += 1
      let slope = Slope(predictions, at: beta)
      if slope.first == 0 { break }
      if slope.first < 0 { low = beta } else { high = beta }
      var next = slope.second > 0 ? beta - slope.first / slope.second : low
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      let moved = abs(next - beta)
      beta = next
      if moved <= 1e-13 * beta { break }
    }
    temperature = 1 / beta
    (lossBefore, lossAfter) = (before.loss, Slope(predictions, at: beta).loss)
  }

  /// The predictions at this temperature.
  public func apply(to predictions: Predictions) -> Predictions {
    let k = predictions.classCount
    var scaled: [Float] = []
    scaled.reserveCapacity(predictions.probabilities.count)
    var row = Scaled(classes: k)
    for number in 0..<predictions.count {
      row.take(predictions, row: number, beta: 1 / temperature)
      for weight in row.weights { scaled.append(Float(weight / row.sum)) }
    }
    return predictions.with(probabilities: scaled)
  }

  /// The temperature and what it does to the log loss it was fitted by.
  public var json: JSON {
    [
      "temperature": .number(temperature), "is_at_limit": .bool(isAtLimit),
      "log_loss_before": .number(lossBefore), "log_loss_after": .number(lossAfter),
    ]
  }
}

/// One row's probabilities at a temperature, up to their sum.
private struct Scaled {
  /// z = ln p, and e^(β(z − max z)).
  var (logs, weights): ([Double], [Double])
  var (largest, sum) = (0.0, 0.0)

  init(classes: Int) {
    logs = Array(repeating: 0, count: classes)
    weights = logs
  }

  mutating func take(_ predictions: Predictions, row: Int, beta: Double) {
    let least = Double(Float.leastNonzeroMagnitude)
    for label in logs.indices {
      logs[label] = Elementary.log(max(Double(predictions.probability(row: row, of: label)), least))
    }
    largest = logs.max() ?? 0
    sum = 0
    for label in logs.indices {
      weights[label] = Elementary.exp(beta * (logs[label] - largest))
      sum += weights[label]
    }
  }
}

/// The mean log loss at one β with its first and second derivative.
private struct Slope {
  let (loss, first, second): (Double, Double, Double)

  init(_ predictions: Predictions, at beta: Double) {
    var (loss, first, second) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
    var row = Scaled(classes: predictions.classCount)
    for number in 0..<predictions.count {
      row.take(predictions, row: number, beta: beta)
      var (mean, square) = (0.0, 0.0)
      for label in row.logs.indices {
        let share = row.weights[label] / row.sum
        let height = row.logs[label] - row.largest
        mean += share * height
        square += share * height * height
      }
      let own = row.logs[predictions.labels[number]] - row.largest
      loss.add(Elementary.log(row.sum) - beta * own)
      first.add(mean - own)
      second.add(square - mean * mean)
    }
    let n = Double(predictions.count)
    (self.loss, self.first, self.second) = (loss.value / n, first.value / n, second.value / n)
  }
}
