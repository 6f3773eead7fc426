public import Core
internal import Sampling
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
  /// The classes in order.
  public let classNames: [String]
  /// Originals and augmented copies of each class in the training split.
  public let balance: [(originals: Int, copies: Int)]
  /// The mean of each channel over the training originals, in 0…1.
  public let mean: [Double]
  /// The standard deviation of each channel over the training originals, in 0…1.
  public let standardDeviation: [Double]

  init(
    folder: String, index: ShardIndex, balance: [BalancePlan.ClassShare],
    statistics: PixelStatistics
  ) {
    self.folder = folder
    setDigest = index.setDigest
    splits = index.splits.map {
      SplitRows(
        split: $0.split, shards: $0.shards.count, rows: $0.rows,
        originals: $0.originalCounts.reduce(0, +))
    }
    classNames = index.classNames
    self.balance = balance.map { ($0.originals, $0.copies) }
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
      "balance": .object(
        Dictionary(
          zip(classNames, balance).map { name, share -> (String, JSON) in
            (name, ["copies": .integer(share.copies), "originals": .integer(share.originals)])
          }
        ) { first, _ in first }),
      "folder": .string(folder), "mean": .array(mean.map { JSON($0) }),
      "set_digest": .string(setDigest.hex),
      "splits": .object(Dictionary(splits) { first, _ in first }),
      "std": .array(standardDeviation.map { JSON($0) }),
    ]
  }
}
