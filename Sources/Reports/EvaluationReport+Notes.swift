internal import Core
internal import Evaluation

extension EvaluationReport {
  /// What the figures say, in sentences: fit, confusions, leaks, and what is too small to judge.
  var notes: [String] {
    var notes: [String] = []
    if let diagnosis { notes.append(diagnosis.sentence) }
    if let headline, let note = confusionNote(headline) { notes.append(note) }
    if let note = leakNote { notes.append(note) }
    if let headline, let note = smallClassNote(headline) { notes.append(note) }
    return notes
  }

  private func confusionNote(_ scores: SplitScores) -> String? {
    let matrix = scores.metrics.confusion
    let worst = matrix.confusions().prefix(3).map { entry in
      let share = Double(entry.count) / Double(matrix.support(entry.label))
      return "\(classNames[entry.label]) taken for \(classNames[entry.predicted]) "
        + "(\(Numbers.grouped(entry.count)), \(Numbers.percent(share)) of \(classNames[entry.label]))"
    }
    guard !worst.isEmpty else { return nil }
    return "The most frequent errors on \(scores.split.rawValue): "
      + worst.joined(separator: "; ") + "."
  }

  private var leakNote: String? {
    guard let leakFree, leakFree.excluded > 0, let test = metrics(.test),
      let whole = test.accuracy.value
    else { return nil }
    let start =
      "\(Numbers.grouped(leakFree.excluded)) of \(Numbers.grouped(test.support)) test samples share "
      + "a group (content or subject) with train or val. "
    guard let clean = leakFree.metrics.accuracy.value else {
      return start + "No leak-free test sample is left, so the test score says little."
    }
    return start + "Without them the test accuracy is \(Numbers.percent(clean)) "
      + "instead of \(Numbers.percent(whole))."
  }

  /// Below 30 samples a 95 % interval spans more than a third of the scale at worst.
  private func smallClassNote(_ scores: SplitScores) -> String? {
    let small = scores.metrics.classes.filter { $0.support > 0 && $0.support < 30 }
    guard !small.isEmpty else { return nil }
    let list = small.map { "\($0.name) (\($0.support))" }.joined(separator: ", ")
    return "Too few \(scores.split.rawValue) samples for their figures to mean much: \(list)."
  }
}
