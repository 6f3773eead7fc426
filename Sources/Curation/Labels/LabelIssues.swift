/// Which labels confident learning doubts, by cleanlab's filters.
public struct LabelIssues: Hashable, Sendable {
  /// How doubted labels are chosen.
  public enum Filter: String, CaseIterable, Hashable, Sendable {
    /// For every label k and class j the n(k, j) samples with the largest p(j) − p(k), n from the calibrated
    /// joint. cleanlab's default, and ours.
    case noiseRate = "prune_by_noise_rate"
    /// For every label k as many samples as the joint doubts, those with the smallest p(k).
    case byClass = "prune_by_class"
    /// What both of them doubt.
    case both
    /// The samples counted off the joint's diagonal.
    case confidentLearning = "confident_learning"
  }

  /// How doubted labels are ordered.
  public enum Ranking: String, CaseIterable, Hashable, Sendable {
    /// `normalizedMargin`: best where another class is plainly likelier.
    case normalizedMargin = "normalized_margin"
    /// `selfConfidence`: best for pictures that are of no class.
    case selfConfidence = "self_confidence"
  }

  /// What the counts are from.
  public let joint: ConfidentJoint
  /// Whether each label is doubted.
  public let isDoubted: [Bool]
  private let data: LabelledProbabilities

  /// Samples left in a class at least.
  private static let leastLeft = 1

  /// Doubts labels in O(N log N) for every class.
  ///
  /// A sample whose likeliest class is its label, up to 1e-6, is never doubted.
  public init(_ data: LabelledProbabilities, filter: Filter = .noiseRate) {
    let joint = ConfidentJoint(data)
    let samples = data.samplesByLabel
    let numbers = Self.pruneCounts(joint.calibrated)
    var doubted =
      switch filter {
      case .noiseRate: Self.byNoiseRate(data, samples, numbers)
      case .byClass: Self.byClass(data, samples, numbers)
      case .both:
        zip(Self.byNoiseRate(data, samples, numbers), Self.byClass(data, samples, numbers))
          .map { $0 && $1 }
      case .confidentLearning:
        zip(data.labels, joint.guesses).map { label, guess in guess.map { $0 != label } ?? false }
      }
    for sample in doubted.indices where doubted[sample] && Self.agrees(data, sample) {
      doubted[sample] = false
    }
    (self.joint, isDoubted, self.data) = (joint, doubted, data)
  }

  /// The doubted samples, the most doubtful first; equals in their order.
  public func ranked(by ranking: Ranking = .normalizedMargin) -> [Int] {
    let doubted = isDoubted.indices.filter { isDoubted[$0] }
    let scores = doubted.map { sample in
      ranking == .normalizedMargin
        ? LabelQuality.normalizedMargin(data, sample) : LabelQuality.selfConfidence(data, sample)
    }
    return doubted.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }.map { doubted[$0] }
  }

  /// Whether the label is the likeliest class when it is given 1e-6.
  private static func agrees(_ data: LabelledProbabilities, _ sample: Int) -> Bool {
    let label = data.labels[sample]
    let own = data.probability(sample, label) + ConfidentJoint.slack
    for (other, value) in data.row(sample).enumerated() where other != label {
      if value > own || value == own && other < label { return false }
    }
    return true
  }

  /// `n[label][class]`: the joint with at least one sample left on the diagonal, the others of the row lowered
  /// evenly for it, down to 0, and cut to whole numbers.
  static func pruneCounts(_ joint: [[Int]]) -> [[Int]] {
    joint.enumerated().map { label, row in
      let left = max(row[label], leastLeft)
      let others = max(Double(row.count { $0 != 0 }) - 1, 1)
      let lowered = Double(left - row[label]) / others
      return row.enumerated().map { guess, count in
        guess == label ? left : Int(max(0, Double(count) - lowered))
      }
    }
  }

  private static func byNoiseRate(
    _ data: LabelledProbabilities, _ samples: [[Int]], _ numbers: [[Int]]
  ) -> [Bool] {
    var doubted = Array(repeating: false, count: data.count)
    for (label, own) in samples.enumerated() where own.count > leastLeft {
      for (guess, number) in numbers[label].enumerated() where guess != label && number > 0 {
        let margins = own.map { data.probability($0, guess) - data.probability($0, label) }
        let order = own.indices.sorted { (-margins[$0], $0) < (-margins[$1], $1) }
        for place in order.prefix(number) { doubted[own[place]] = true }
      }
    }
    return doubted
  }

  private static func byClass(
    _ data: LabelledProbabilities, _ samples: [[Int]], _ numbers: [[Int]]
  ) -> [Bool] {
    var doubted = Array(repeating: false, count: data.count)
    for (label, own) in samples.enumerated() where own.count > leastLeft {
      let number = own.count - numbers[label][label]
      guard number > 0 else { continue }
      let values = own.map { data.probability($0, label) }
      let order = own.indices.sorted { (values[$0], $0) < (values[$1], $1) }
      for place in order.prefix(number) { doubted[own[place]] = true }
    }
    return doubted
  }
}
