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
  /// Originals and copies of each class in the training split.
  let balance: [BalancePlan.ClassShare]
  /// The weight of a row of each class in the training split.
  let classWeights: [Double]

  /// Plans the rows of all splits.
  ///
  /// - Parameter samples: in canonical order, so that comparing indices is comparing key, source and member.
  init(
    samples: [SampleSummary], assignment: [Split?], classCount: Int, settings: ShardSettings
  ) throws(SamplingError) {
    let train = samples.indices.filter { assignment[$0] == .train }
    let plan = try BalancePlan(
      settings.balancing, keys: train.map { samples[$0].sampleKey },
      labels: train.map { samples[$0].label }, classCount: classCount, seed: settings.seed,
      precedes: { $0 < $1 })
    balance = plan.classes
    classWeights = try settings.weighting.weights(classCounts: plan.classes.map(\.rows))

    var rows: [Split: [Row]] = [:]
    for split in Split.allCases {
      var unordered: [Row] = []
      if split == .train {
        for (position, sample) in train.enumerated() {
          unordered.append(Row(sample: Int32(sample), copy: 0))
          for copy in plan.copies[position] {
            unordered.append(Row(sample: Int32(sample), copy: copy))
          }
        }
      } else {
        unordered = samples.indices.filter { assignment[$0] == split }
          .map { Row(sample: Int32($0), copy: 0) }
      }
      let order = try RowOrder.sorted(
        keys: unordered.map { samples[Int($0.sample)].sampleKey }, copies: unordered.map(\.copy),
        seed: settings.seed,
        precedes: { unordered[$0].sample < unordered[$1].sample })
      rows[split] = order.map { unordered[$0] }
    }
    self.rows = rows
  }
}
