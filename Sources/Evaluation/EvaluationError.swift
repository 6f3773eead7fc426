/// What cannot be scored, and why.
public enum EvaluationError: Error, Hashable, Sendable {
  /// Lists that belong together differ in length.
  case countMismatch(what: String, count: Int, expected: Int)
  /// There are fewer than two classes.
  case tooFewClasses(Int)
  /// A row's label is not one of the classes.
  case labelOutOfRange(row: Int, label: Int, classCount: Int)
  /// A probability is negative or not a number.
  case badProbability(row: Int, className: String, value: Float)
  /// A row's probabilities do not add up to 1.
  case notADistribution(row: Int, sum: Double)
  /// A row was asked for that is not there.
  case rowOutOfRange(row: Int, count: Int)
  /// Two sets of predictions are not of the same samples, classes and labels.
  case notPaired(what: String)
  /// There are no samples to fit a temperature on.
  case nothingToFit
}

extension EvaluationError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .countMismatch(let what, let count, let expected):
      "the predictions have \(count) \(what) where \(expected) are needed; give one for each"
    case .tooFewClasses(let count):
      "the predictions have \(count) classes; give at least 2"
    case .labelOutOfRange(let row, let label, let classCount):
      "row \(row) of the predictions has class number \(label), but there are \(classCount) classes; "
        + "check that model and labels use the same taxonomy"
    case .badProbability(let row, let className, let value):
      "row \(row) of the predictions gives \(className) the probability \(value); "
        + "the model has diverged or is damaged, so train it again with a lower learning rate"
    case .notADistribution(let row, let sum):
      "row \(row) of the predictions adds up to \(sum); give probabilities that add up to 1"
    case .notPaired(let what):
      "the two sets of predictions differ in their \(what); "
        + "score both models on the same samples with the same labels"
    case .nothingToFit:
      "there are no predictions to fit a temperature on; give a validation split that has samples"
    case .rowOutOfRange(let row, let count):
      "row \(row) of \(count) predictions was asked for; ask for rows from 0 to \(count - 1)"
    }
  }
}
