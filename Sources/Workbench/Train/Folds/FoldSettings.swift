public import Core
internal import Sampling

/// How rows are dealt to the folds of a cross-validation.
public struct FoldSettings: Hashable, Sendable {
  /// Which splits' rows are dealt.
  public enum Scope: String, CaseIterable, Hashable, Sendable {
    /// Training and validation; the test split stays untouched.
    case trainVal = "train-val"
    /// All three, as is usual where a dataset is too small to keep a test split aside.
    case all

    /// The splits.
    var splits: [Split] { self == .all ? Split.allCases : [.train, .val] }
  }

  /// The number of folds, K.
  public let count: Int
  /// Whose rows are dealt.
  public let scope: Scope
  /// The share of each fold's training part that chooses the epoch, 0…0.5; with 0 the last epoch is kept.
  public let validation: Double

  /// The share that chooses the epoch where nothing else is said.
  public static let standardValidation = 0.1

  /// What the flags say.
  ///
  /// - Parameter scope: `train-val` (where nil) or `all`.
  public init(count: Int, scope: String?, validation: Double?) throws(WorkbenchError) {
    guard GroupedFolds.counts.contains(count) else {
      throw .usage(
        "--folds must be between \(GroupedFolds.counts.lowerBound) and "
          + "\(GroupedFolds.counts.upperBound), not \(count)")
    }
    let share = validation ?? Self.standardValidation
    guard (0...0.5).contains(share) else {
      throw .usage("--folds-validation must be a share between 0 and 0.5, not \(share)")
    }
    (self.count, self.validation) = (count, share)
    self.scope =
      try scope.map { word throws(WorkbenchError) in try choice(word, "--folds-over") } ?? .trainVal
  }

  /// The settings, which every fold's identity has.
  public var json: JSON {
    [
      "folds": .integer(count), "over": .string(scope.rawValue),
      "validation": .number(validation),
    ]
  }
}
