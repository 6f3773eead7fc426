import Core
import Curation

/// Labels and probabilities drawn from a seed.
enum DrawnLabels {
  /// A network that is right about `trust` of the samples and spreads the rest; labels wrong for `noise`.
  static func data(
    seed: UInt64, count: Int, classes: Int, trust: Double = 0.7, noise: Double = 0.1
  ) throws -> LabelledProbabilities {
    var luck = LuckKey(seed: seed, purpose: "test/labels").luck(for: 0, epoch: 0)
    var (labels, probabilities): ([Int], [Double]) = ([], [])
    for _ in 0..<count {
      let shown = luck.index(below: classes)
      let seen = Double(luck.unit()) < trust ? shown : luck.index(below: classes)
      let scores = (0..<classes).map { label in
        Elementary.exp(luck.normal() + (label == seen ? 3 : 0))
      }
      let sum = scores.reduce(0, +)
      probabilities += scores.map { $0 / sum }
      labels.append(Double(luck.unit()) < noise ? luck.index(below: classes) : shown)
    }
    return try LabelledProbabilities(
      labels: labels, probabilities: probabilities, classCount: classes)
  }

  /// The same samples with every class renamed, `names[old] = new`, in labels and columns.
  static func renamed(
    _ data: LabelledProbabilities, _ names: [Int]
  ) throws -> LabelledProbabilities {
    var probabilities = data.probabilities
    for sample in 0..<data.count {
      for (old, value) in data.row(sample).enumerated() {
        probabilities[sample * data.classCount + names[old]] = value
      }
    }
    return try LabelledProbabilities(
      labels: data.labels.map { names[$0] }, probabilities: probabilities,
      classCount: data.classCount)
  }

  /// The same predictions with labels as a file with mixed-up codes has them, `codes[label]`.
  static func misread(
    _ data: LabelledProbabilities, _ codes: [Int]
  ) throws -> LabelledProbabilities {
    try LabelledProbabilities(
      labels: data.labels.map { codes[$0] }, probabilities: data.probabilities,
      classCount: data.classCount)
  }
}
