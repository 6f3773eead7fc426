import Core
import Evaluation
import Testing

@Suite("What cannot be scored")
struct EvaluationErrorTests {
  @Test(
    "each error says what was wrong, then what to do",
    arguments: [
      (
        EvaluationError.countMismatch(what: "probabilities", count: 3, expected: 4),
        "the predictions have 3 probabilities where 4 are needed; give one for each"
      ),
      (.tooFewClasses(1), "the predictions have 1 classes; give at least 2"),
      (
        .labelOutOfRange(row: 2, label: 7, classCount: 7),
        "row 2 of the predictions has class number 7, but there are 7 classes; "
          + "check that model and labels use the same taxonomy"
      ),
      (
        .badProbability(row: 1, className: "happy", value: -0.5),
        "row 1 of the predictions gives happy the probability -0.5; "
          + "the model has diverged or is damaged, so train it again with a lower learning rate"
      ),
      (
        .notADistribution(row: 0, sum: 0.5),
        "row 0 of the predictions adds up to 0.5; give probabilities that add up to 1"
      ),
      (
        .rowOutOfRange(row: 9, count: 3),
        "row 9 of 3 predictions was asked for; ask for rows from 0 to 2"
      ),
      (
        .notPaired(what: "labels"),
        "the two sets of predictions differ in their labels; "
          + "score both models on the same samples with the same labels"
      ),
      (
        .nothingToFit,
        "there are no predictions to fit a temperature on; "
          + "give a validation split that has samples"
      ),
    ])
  func text(error: EvaluationError, expected: String) {
    #expect(error.description == expected)
  }

  @Test(
    "bad predictions are refused",
    arguments: [
      ([0.5, 0.5], [2], EvaluationError.labelOutOfRange(row: 0, label: 2, classCount: 2)),
      ([0.5, 0.5], [-1], .labelOutOfRange(row: 0, label: -1, classCount: 2)),
      ([0.5, 0.4], [0], .notADistribution(row: 0, sum: Double(Float(0.5)) + Double(Float(0.4)))),
      ([1.5, -0.5], [0], .badProbability(row: 0, className: "class 1", value: -0.5)),
      ([0.5], [0], .countMismatch(what: "probabilities", count: 1, expected: 2)),
    ] as [([Float], [Int], EvaluationError)])
  func refused(probabilities: [Float], labels: [Int], expected: EvaluationError) {
    #expect(throws: expected) {
      try DrawnPredictions.predictions(probabilities, labels: labels, classes: 2)
    }
  }

  @Test("not a number is refused")
  func notANumber() {
    #expect(throws: EvaluationError.self) {
      try DrawnPredictions.predictions([.nan, 1], labels: [0], classes: 2)
    }
  }

  @Test("too few classes, missing keys and rows that are not there are refused")
  func shapes() throws {
    #expect(throws: EvaluationError.tooFewClasses(1)) {
      try DrawnPredictions.predictions([1], labels: [0], classes: 1)
    }
    #expect(throws: EvaluationError.countMismatch(what: "sample keys", count: 0, expected: 1)) {
      try Predictions(probabilities: [1, 0], labels: [0], keys: [], classNames: ["a", "b"])
    }
    #expect(throws: EvaluationError.rowOutOfRange(row: 1, count: 1)) {
      try DrawnPredictions.predictions([1, 0], labels: [0], classes: 2).subset([1])
    }
  }
}
