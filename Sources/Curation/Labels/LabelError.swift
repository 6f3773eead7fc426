/// Why labels and probabilities cannot be judged.
public enum LabelError: Error, Hashable, Sendable {
  /// There is nothing to tell apart.
  case tooFewClasses(Int)
  /// There is nothing to judge.
  case noSamples
  /// Not one probability for each sample and class.
  case countMismatch(probabilities: Int, samples: Int, classes: Int)
  /// A label that is no class.
  case labelOutOfRange(sample: Int, label: Int, classes: Int)
  /// A number outside of 0…1.
  case notAProbability(sample: Int, value: String)
}

extension LabelError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .tooFewClasses(let count):
      "labels of \(count) class\(count == 1 ? "" : "es") cannot be mistaken for each other; label errors need "
        + "at least two classes"
    case .noSamples: "there are no samples with predictions; import a source first"
    case .countMismatch(let probabilities, let samples, let classes):
      "there are \(probabilities) probabilities for \(samples) samples of \(classes) classes; give one for "
        + "each sample and class"
    case .labelOutOfRange(let sample, let label, let classes):
      "sample \(sample) has the label \(label), which is none of the \(classes) classes; check the order of "
        + "the classes"
    case .notAProbability(let sample, let value):
      "a probability of sample \(sample) is \(value), not between 0 and 1; check the predictions"
    }
  }
}
