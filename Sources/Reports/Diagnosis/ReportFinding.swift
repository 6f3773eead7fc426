public import Core

/// One thing that the figures of a report say, in words and for programs.
public struct ReportFinding: Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// Nothing is wrong.
    case good
    /// Worth knowing.
    case note
    /// The figures have to be read with care.
    case warning
    /// A figure does not say what it seems to.
    case serious
  }

  /// What it is; the raw value is stable, whatever becomes of the sentence.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The held-out accuracy is far below the training accuracy.
    case overfitting
    /// The held-out accuracy is somewhat below the training accuracy.
    case mildOverfitting = "mild-overfitting"
    /// Even the training rows are not learnt.
    case underfitting
    /// The held-out split is easier than the training rows.
    case heldOutIsEasier = "held-out-is-easier"
    /// Train and held-out agree.
    case goodFit = "good-fit"
    /// The validation loss rose after its best epoch while the training loss fell.
    case lossRises = "validation-loss-rises"
    /// The validation loss was still falling when the training ended.
    case stillImproving = "still-improving"
    /// The last epoch was the best.
    case bestIsLast = "best-epoch-is-last"
    /// The accuracy is not above that of always guessing the most frequent class.
    case noBetterThanMajority = "no-better-than-majority"
    /// Two classes are taken for each other.
    case confusion = "confused-classes"
    /// Classes with so few samples that their figures mean little.
    case smallClass = "small-classes"
    /// Classes of which the split has no sample.
    case missingClass = "missing-classes"
    /// The model is surer than it is right.
    case overconfident
    /// The model is less sure than it could be.
    case underconfident
    /// Confidence and accuracy differ, now one way, now the other.
    case uncalibrated
    /// Test samples share a group with train or val.
    case leaks
    /// Test and validation accuracy differ by more than luck.
    case testDiffers = "test-differs-from-validation"
    /// Several weights were scored on the test split.
    case testUsedOften = "test-used-often"
  }

  /// What it is.
  public let code: Code
  /// How much it matters.
  public let severity: Severity
  /// The split that it is about, where it is one.
  public let split: Split?
  /// A plain sentence or two with the figures.
  public let sentence: String
  /// The figures by name.
  public let figures: [String: Double]
  /// The classes it is about; of a confusion two.
  public let classes: [String]
  /// Samples that show it, the clearest first.
  public let samples: [SampleKey]

  init(
    _ code: Code, _ severity: Severity, split: Split? = nil, _ sentence: String,
    figures: [String: Double] = [:], classes: [String] = [], samples: [SampleKey] = []
  ) {
    (self.code, self.severity, self.split, self.sentence) = (code, severity, split, sentence)
    (self.figures, self.classes, self.samples) = (figures, classes, samples)
  }

  /// For programs.
  public var json: JSON {
    [
      "code": .string(code.rawValue), "severity": .string(severity.rawValue),
      "split": split.map { .string($0.rawValue) } ?? .null, "sentence": .string(sentence),
      "figures": .object(figures.mapValues { .number($0) }),
      "classes": .array(classes.map { .string($0) }),
      "samples": .array(samples.map { .string($0.digest.hex) }),
    ]
  }
}
