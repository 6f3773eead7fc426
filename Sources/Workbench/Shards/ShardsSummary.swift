public import Core
internal import Tensors

/// What was written.
public struct ShardsSummary: Sendable {
  /// The rows of one split.
  public struct SplitRows: Sendable {
    /// The split.
    public let split: Split
    /// The number of shards.
    public let shards: Int
    /// The number of rows, copies included.
    public let rows: Int
    /// The number of originals.
    public let originals: Int
  }

  /// The folder.
  public let folder: String
  /// The digest of the whole set.
  public let setDigest: Digest
  /// The splits in order.
  public let splits: [SplitRows]
  /// How the rows came about.
  public let plan: ShardPlanSummary
  /// What each class of the training split has and gets, in class order.
  public var balance: [ShardPlanSummary.ClassRows] { plan.classes }
  /// The mean of each channel over the training originals, in 0…1.
  public let mean: [Double]
  /// The standard deviation of each channel over the training originals, in 0…1.
  public let standardDeviation: [Double]
  /// The digest of the dataset's state, and the snapshot where one was named.
  public let state: JSON

  init(
    folder: String, index: ShardIndex, plan: ShardPlanSummary, statistics: PixelStatistics,
    state: JSON
  ) {
    (self.folder, self.plan, self.state) = (folder, plan, state)
    setDigest = index.setDigest
    splits = index.splits.map {
      SplitRows(
        split: $0.split, shards: $0.shards.count, rows: $0.rows,
        originals: $0.originalCounts.reduce(0, +))
    }
    (mean, standardDeviation) = (statistics.mean, statistics.standardDeviation)
  }

  /// For programs.
  public var json: JSON {
    let splits = splits.map { entry -> (String, JSON) in
      (
        entry.split.rawValue,
        [
          "originals": .integer(entry.originals), "rows": .integer(entry.rows),
          "shards": .integer(entry.shards),
        ]
      )
    }
    return [
      "folder": .string(folder), "mean": .array(mean.map { JSON($0) }),
      "plan": plan.json, "set_digest": .string(setDigest.hex),
      "splits": .object(Dictionary(splits) { first, _ in first }),
      "state": state, "std": .array(standardDeviation.map { JSON($0) }),
    ]
  }
}
