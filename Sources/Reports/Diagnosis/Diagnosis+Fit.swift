internal import Core
internal import Evaluation

/// What the splits' accuracies and the curves of the training say.
extension Diagnosis {
  /// Over- or underfitting, with the interval of the gap.
  var fit: ReportFinding? {
    guard let fit = report.diagnosis, let train = report.metrics(.train) else { return nil }
    let heldOut = report.metrics(.val).flatMap { $0.support > 0 ? $0 : nil }
    let other = heldOut ?? report.metrics(.test)
    let split: Split = heldOut == nil ? .test : .val
    var sentence = fit.sentence
    var figures = ["gap": fit.gap]
    var isLuck = false
    if let other, let gap = Self.difference(train, other) {
      (figures["gap_low"], figures["gap_high"]) = (gap.low, gap.high)
      isLuck = gap.low <= 0 && gap.high >= 0
      sentence += " The gap's 95 % interval is \(Self.range(gap.low, gap.high))"
      sentence += isLuck && abs(fit.gap) > 0.05 ? ", so luck alone could explain it." : "."
    }
    let (code, severity): (ReportFinding.Code, ReportFinding.Severity) =
      switch fit.verdict {
      case .overfitting: (.overfitting, .warning)
      case .mildOverfitting: (.mildOverfitting, .note)
      case .underfitting: (.underfitting, .warning)
      case .heldOutIsEasier: (.heldOutIsEasier, .note)
      case .goodFit: (.goodFit, .good)
      }
    let isGap = code == .overfitting || code == .mildOverfitting || code == .heldOutIsEasier
    return ReportFinding(
      code, isLuck && isGap ? .note : severity, split: split, sentence, figures: figures)
  }

  /// What the losses of the epochs say.
  var curves: [ReportFinding] {
    let history = report.history
    let losses = history.compactMap(\.valLoss)
    guard losses.count == history.count, losses.count >= Self.fewestEpochs,
      let least = losses.min(), let best = losses.firstIndex(of: least), least > 0
    else { return [] }
    var list: [ReportFinding] = []
    let last = losses.count - 1
    let end = Self.mean(losses.suffix(Self.lastEpochs))
    let fell = history[last].trainLoss < history[best].trainLoss
    if last - best >= Self.lastEpochs, fell, end > least * (1 + Self.rise) {
      list.append(
        ReportFinding(
          .lossRises, .warning, split: .val,
          "From epoch \(best + 1) on the validation loss rises, from \(Numbers.fixed(least, 3)) to "
            + "\(Numbers.fixed(end, 3)) (mean of the last \(Self.lastEpochs) epochs), while the training loss "
            + "falls from \(Numbers.fixed(history[best].trainLoss, 3)) to "
            + "\(Numbers.fixed(history[last].trainLoss, 3)): from there on the model learns the training rows "
            + "by heart.",
          figures: [
            "best_epoch": Double(best + 1), "least_loss": least, "last_loss": end,
          ]))
    }
    let tail = max(2, losses.count / 10)
    let (late, before) = (
      Self.mean(losses.suffix(tail)), Self.mean(losses.dropLast(tail).suffix(tail))
    )
    if best > last - tail, late < before * (1 - Self.fall) {
      list.append(
        ReportFinding(
          .stillImproving, .note, split: .val,
          "The validation loss was still falling when the training ended, from \(Numbers.fixed(before, 3)) to "
            + "\(Numbers.fixed(late, 3)) over the last \(tail) epochs: a longer schedule may help.",
          figures: ["loss_before": before, "loss_at_the_end": late, "epochs": Double(tail)]))
    }
    if let selected = report.selectedEpoch, selected == history[last].epoch {
      list.append(
        ReportFinding(
          .bestIsLast, .note, split: .val,
          "The epoch that was kept, \(selected), is the last one. That is usual where the learning rate falls to nothing; "
            + "where it does not, the training may have ended too early.",
          figures: ["epoch": Double(selected)]))
    }
    return list
  }

  private static func mean(_ values: some Collection<Double>) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }

  /// Test and validation accuracy, where they differ by more than luck.
  var testDiffers: ReportFinding? {
    guard let test = report.metrics(.test), let val = report.metrics(.val),
      let gap = Self.difference(test, val), gap.low > 0 || gap.high < 0,
      let ofTest = test.accuracy.value, let ofVal = val.accuracy.value
    else { return nil }
    return ReportFinding(
      .testDiffers, .warning, split: .test,
      "The test accuracy, \(Numbers.percent(ofTest)), is \(Self.points(gap.value)) "
        + "\(gap.value > 0 ? "above" : "below") the validation accuracy, \(Numbers.percent(ofVal)) (95 % interval "
        + "of the difference \(Self.range(gap.low, gap.high))), which luck does not explain: the splits are not "
        + "alike, or what was chosen by the validation split fits it too well.",
      figures: ["difference": gap.value, "low": gap.low, "high": gap.high])
  }

  /// How often the test was looked at, where it was more than once.
  var testUsedOften: ReportFinding? {
    guard let count = report.examination?.weightsScored, count > 1 else { return nil }
    return ReportFinding(
      .testUsedOften, .warning, split: .test,
      "\(count) different weights of this run have been scored on the test split; if one was chosen by it, its "
        + "score is too good.",
      figures: ["weights": Double(count)])
  }
}
