/// Over- or underfitting, named from the accuracies of train, val and test.
///
/// A gap is the training accuracy minus that of the held-out split (val, or test without val).
/// Above 0.10 it is overfitting, above 0.05 mild overfitting. Otherwise, when the training accuracy has
/// come less than half the way from always guessing the most frequent class to 1, it is underfitting.
/// Below −0.05 the held-out split is easier than the training rows. All else is a good fit.
public struct FitDiagnosis: Hashable, Sendable {
  /// What the gap says.
  public enum Verdict: String, Hashable, Sendable {
    /// The held-out accuracy is far below the training accuracy.
    case overfitting
    /// The held-out accuracy is somewhat below the training accuracy.
    case mildOverfitting = "mild overfitting"
    /// Even the training rows are not learnt.
    case underfitting
    /// The held-out split is easier than the training rows.
    case heldOutIsEasier = "held-out is easier"
    /// Train and held-out agree.
    case goodFit = "good fit"
  }

  /// What the gap says.
  public let verdict: Verdict
  /// Training accuracy minus held-out accuracy.
  public let gap: Double
  /// One or two sentences with the figures.
  public let sentence: String

  /// Compares the splits; `nil` without training scores or without held-out ones.
  public init?(train: MetricsReport?, val: MetricsReport?, test: MetricsReport?) {
    guard let train, let trained = train.accuracy.value, let majority = train.majorityShare.value
    else { return nil }
    let heldOut = [("validation", val), ("test", test)].lazy.compactMap { name, report in
      report?.accuracy.value.map { (name: name, accuracy: $0) }
    }
    guard let (name, accuracy) = heldOut.first else { return nil }
    gap = trained - accuracy
    let skill = majority < 1 ? (trained - majority) / (1 - majority) : 1
    let figures =
      "Training accuracy is \(percent(trained)), \(name) accuracy \(percent(accuracy))"
    let points = "\(tenths(abs(gap) * 100)) points"
    if gap > 0.10 {
      verdict = .overfitting
      sentence =
        "\(figures), a gap of \(points): the model overfits. "
        + "More data, stronger augmentation or regularization, or an earlier stop would help."
    } else if gap > 0.05 {
      verdict = .mildOverfitting
      sentence = "\(figures), a gap of \(points): the model overfits mildly."
    } else if skill < 0.5 {
      verdict = .underfitting
      sentence =
        "\(figures), where always guessing the most frequent class gives \(percent(majority)): "
        + "the model underfits. A longer training, a larger model or a higher learning rate would help."
    } else if gap < -0.05 {
      verdict = .heldOutIsEasier
      sentence =
        "\(figures), \(points) above it: the \(name) split is easier than the training rows, "
        + "or the training rows hold noisier labels or augmented copies."
    } else {
      verdict = .goodFit
      sentence = "\(figures), \(points) apart: the model neither over- nor underfits noticeably."
    }
  }
}

/// A share in percent with one decimal.
private func percent(_ share: Double) -> String { tenths(share * 100) + " %" }

/// A number that is not negative, with one decimal.
private func tenths(_ number: Double) -> String {
  let tenths = Int((number * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}
