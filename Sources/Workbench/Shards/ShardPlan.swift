internal import Core
internal import DatasetCatalog
internal import Sampling

/// Which rows go into which split, in which order.
struct ShardPlan {
  /// A row: a sample (its index in the canonical order) and a copy number, 0 for the original.
  struct Row {
    let sample: Int32
    let copy: Int32
  }

  /// The rows of each split in their order.
  let rows: [Split: [Row]]
  /// How many copies each sample gets, in canonical order: copies 1 to this number.
  let copies: [Int32]
  /// Whether each sample is left out of the training split by balancing, in canonical order.
  let isLeftOut: [Bool]
  /// What each class of the training split has and gets.
  let balance: [BalancePlan.ClassShare]
  /// The rows that classes are brought to, where the balancing has a target.
  let target: Int?
  /// The weight of a row of each class in the training split.
  let classWeights: [Double]

  /// More copies of one image than this are refused: they would teach one face, not a class.
  static let maximumCopies = 1000

  /// Plans the rows of all splits.
  ///
  /// - Parameters:
  ///   - samples: in canonical order, so that comparing indices is comparing key, source and member.
  ///   - groups: the group of each sample.
  init(
    samples: [SampleSummary], assignment: [Split?], groups: [Int64], classNames: [String],
    settings: ShardSettings
  ) throws(WorkbenchError) {
    let train = samples.indices.filter { assignment[$0] == .train }
    guard !train.isEmpty || settings.balancing == .none else {
      throw .problem(
        "the training split has no images, so there is nothing to balance; give it a share in fer-data split"
      )
    }
    let (plan, weights) = try lifting { () throws(SamplingError) in
      let plan = try BalancePlan(
        settings.balancing, keys: train.map { samples[$0].sampleKey },
        labels: train.map { samples[$0].label }, groups: train.map { groups[$0] },
        classCount: classNames.count, seed: settings.seed, precedes: { $0 < $1 })
      return (plan, try settings.weighting.weights(classCounts: plan.classes.map(\.rows)))
    }
    for (name, share) in zip(classNames, plan.classes)
    where share.copies > share.originals * Self.maximumCopies {
      throw .usage(
        "\(share.copies) copies of the \(share.originals) training images of \(name) are more than "
          + "\(Self.maximumCopies) of each; choose a lower target with --balance-to")
    }
    (balance, target) = (plan.classes, plan.target)
    classWeights = weights
    var copies = [Int32](repeating: 0, count: samples.count)
    var isLeftOut = [Bool](repeating: false, count: samples.count)
    for (position, sample) in train.enumerated() {
      copies[sample] = plan.copies[position].last ?? 0
      isLeftOut[sample] = !plan.isKept[position]
    }
    (self.copies, self.isLeftOut) = (copies, isLeftOut)

    var unordered: [Split: [Row]] = [:]
    for (sample, split) in assignment.enumerated() where !isLeftOut[sample] {
      if let split { unordered[split, default: []].append(Row(sample: Int32(sample), copy: 0)) }
    }
    for (position, sample) in train.enumerated() {
      for copy in plan.copies[position] {
        unordered[.train, default: []].append(Row(sample: Int32(sample), copy: copy))
      }
    }
    rows = try lifting { () throws(SamplingError) in
      var rows: [Split: [Row]] = [:]
      for (split, list) in unordered {
        rows[split] = try RowOrder.sorted(
          keys: list.map { samples[Int($0.sample)].sampleKey }, copies: list.map(\.copy),
          seed: settings.seed, precedes: { list[$0].sample < list[$1].sample }
        ).map { list[$0] }
      }
      return rows
    }
  }
}
