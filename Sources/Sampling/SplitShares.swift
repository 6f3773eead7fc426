public import Core

/// The parts of the data that train, val and test are to get: numbers from 0 to 1 that add up to 1.
public struct SplitShares: Hashable, Sendable {
  /// The training part.
  public let train: Double
  /// The validation part.
  public let val: Double
  /// The test part.
  public let test: Double

  /// 80 % training, 10 % validation, 10 % test.
  public static let standard = SplitShares(checkedTrain: 0.8, val: 0.1, test: 0.1)

  /// Three shares; 0 leaves a split empty.
  ///
  /// - Throws: `SamplingError` for a share outside 0…1, or a sum that differs from 1 by more than 1e-9.
  public init(train: Double, val: Double, test: Double) throws(SamplingError) {
    for (split, share) in [(Split.train, train), (.val, val), (.test, test)] {
      guard share >= 0, share <= 1 else { throw .shareOutOfRange(split, share) }
    }
    let sum = train + val + test
    guard abs(sum - 1) <= 1e-9 else { throw .sharesSum(sum) }
    self.init(checkedTrain: train, val: val, test: test)
  }

  private init(checkedTrain train: Double, val: Double, test: Double) {
    (self.train, self.val, self.test) = (train, val, test)
  }

  /// The share of one split.
  public subscript(split: Split) -> Double {
    switch split {
    case .train: train
    case .val: val
    case .test: test
    }
  }

  /// The shares as `{"test": …, "train": …, "val": …}`.
  public var json: JSON {
    ["train": .number(train), "val": .number(val), "test": .number(test)]
  }
}

extension SplitShares {
  /// Reads `{train: 0.8, val: 0.1, test: 0.1}`.
  ///
  /// - Throws: `SettingsError` that names the line of a missing, unknown or impossible share.
  public init(settings: SettingsNode) throws(SettingsError) {
    var reader = try settings.mapping()
    let train = try reader.node("train").double()
    let val = try reader.node("val").double()
    let test = try reader.node("test").double()
    try reader.finish()
    do {
      try self.init(train: train, val: val, test: test)
    } catch {
      throw settings.fail(error.description)
    }
  }
}
