import Core
import Evaluation
import Reports

/// A made-up run on seven classes, for the tests to render.
enum SampleReport {
  static let classNames = Taxonomy.fer7.classNames
  static let counts = [
    [3995, 436, 4097, 7215, 4830, 3171, 4965], [467, 56, 496, 895, 653, 415, 607],
    [491, 25, 528, 879, 594, 416, 626],
  ]

  /// Predictions that are right about as often as `skill` says, more often for frequent classes.
  static func predictions(
    counts: [Int], skill: Float, classNames: [String] = classNames, seed: UInt64
  ) throws -> Predictions {
    var luck = LuckKey(seed: seed, purpose: "sample report").luck(for: 0, epoch: 0)
    let classCount = classNames.count
    var (labels, table, keys) = ([Int](), [Float](), [SampleKey]())
    for (label, count) in counts.enumerated() {
      for index in 0..<count {
        let isRight = luck.unit() < skill - 0.08 * Float((label * 3) % classCount)
        let guess = isRight ? label : luck.index(below: classCount)
        let confidence = 0.35 + 0.6 * (isRight ? luck.unit().squareRoot() : luck.unit())
        labels.append(label)
        keys.append(SampleKey(.sha256(of: "\(seed)/\(label)/\(index)")))
        for other in 0..<classCount {
          table.append(other == guess ? confidence : (1 - confidence) / Float(classCount - 1))
        }
      }
    }
    return try Predictions(
      probabilities: table, labels: labels, keys: keys, classNames: classNames)
  }

  static func history(epochs: Int) -> [HistoryRow] {
    (0..<epochs).map { epoch in
      let progress = 1 - 1 / (1 + Double(epoch) * 0.35)
      return HistoryRow(
        epoch: epoch + 1, trainLoss: 1.82 - 1.25 * progress, trainAccuracy: 0.25 + 0.62 * progress,
        valLoss: 1.80 - 1.02 * progress + 0.012 * Double(epoch),
        valAccuracy: 0.24 + 0.5 * progress - 0.002 * Double(epoch),
        learningRate: 0.1 * (1 - Double(epoch) / Double(epochs)))
    }
  }

  static func make(
    title: String = "FER2013, baseline recipe", classNames: [String] = classNames,
    command: String? = "fer-data run manifests/pipelines/fer2013.yaml --out out/", epochs: Int = 20
  ) throws -> EvaluationReport {
    let scores = try zip(Split.allCases, [Float(1.0), 0.8, 0.78]).map { split, skill in
      EvaluationReport.SplitScores(
        split,
        MetricsReport(
          try predictions(
            counts: counts[split.order].map { $0 / (split == .train ? 5 : 1) }, skill: skill,
            classNames: classNames, seed: UInt64(split.order))))
    }
    let test = try predictions(counts: counts[2], skill: 0.78, classNames: classNames, seed: 2)
    let leaked = Set(test.keys.prefix(131))
    return EvaluationReport(
      title: title, classNames: classNames,
      dataset: DatasetFacts(
        sources: [
          .init(
            name: "fer2013.tar", digest: .sha256(of: "archive"), accepted: 35_887, rejected: 0,
            ignored: 4)
        ],
        taxonomy: "fer7", counts: counts,
        trainingRows: [7215, 7215, 7215, 7215, 7215, 7215, 7215],
        certificate: ["origin": "official", "clean": false]),
      settings: [
        .init("Pipeline", ["size": 48, "color": "gray", "resize": "automatic"]),
        .init("Augmentation", ["rotation": 10, "flip": 0.5]),
        .init("Recipe", ["epochs": 20, "optimizer": "sgd"]),
      ],
      history: history(epochs: epochs), selectedEpoch: epochs > 4 ? 14 : nil, scores: scores,
      leakFree: .init(excluded: 131, metrics: MetricsReport(test.without(leaked))),
      provenance: [
        .init("Version", "0.1.0"), .init("Shards (SHA-256)", Digest.sha256(of: "shards").hex),
        .init("Weights (SHA-256)", Digest.sha256(of: "weights").hex),
        .init("Weights scored on the test split", "1"),
      ],
      command: command)
  }
}
