public import Core

/// What cannot be split, balanced or weighted, and why.
public enum SamplingError: Error, Hashable, Sendable {
  /// A share is negative, above 1 or not a number.
  case shareOutOfRange(Split, Double)
  /// The shares do not add up to 1.
  case sharesSum(Double)
  /// A sample's class is not one of the taxonomy's.
  case labelOutOfRange(label: Int, classCount: Int, key: SampleKey)
  /// A sample's group number is negative or not below the number of samples.
  case groupOutOfRange(group: Int, sampleCount: Int, key: SampleKey)
  /// One sample was given in two groups, so it could land in two splits.
  case sampleInTwoGroups(SampleKey)
  /// Lists that belong together differ in length.
  case countMismatch(what: String, count: Int, expected: Int)
  /// The balancing target is not a positive number of samples.
  case targetOutOfRange(Int)
  /// Oversampling would make more rows than 32 bits can number.
  case tooManyCopies(count: Int, limit: Int)
  /// The β of the effective number is not in 0..<1.
  case betaOutOfRange(Double)
  /// Balancing and class weights would both correct the same imbalance.
  case balancedTwice
  /// Class weights on top of a balancing that is class weights.
  case weightedTwice
  /// A fold of a cross-validation would have no samples; folds are counted from 1.
  case emptyFold(fold: Int, folds: Int, groups: Int)
  /// Two samples of one group are pinned to different splits.
  case contradictoryPins(first: SampleKey, Split, second: SampleKey, Split)
}

extension SamplingError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .shareOutOfRange(let split, let share):
      "the share of \(split.rawValue) is \(share); give a number from 0 to 1"
    case .sharesSum(let sum):
      "the shares of train, val and test add up to \(sum); make them add up to 1"
    case .labelOutOfRange(let label, let classCount, let key):
      "sample \(key) has class number \(label), but the taxonomy has \(classCount) classes; "
        + "import it again with the taxonomy it belongs to"
    case .groupOutOfRange(let group, let sampleCount, let key):
      "sample \(key) is in group \(group), outside 0..<\(sampleCount); number groups from 0"
    case .sampleInTwoGroups(let key):
      "sample \(key) lies in two groups, so it could land on two sides of a split; "
        + "join the groups of equal samples first"
    case .countMismatch(let what, let count, let expected):
      "there are \(count) \(what) for \(expected) samples; give one for each"
    case .targetOutOfRange(let target):
      "the balancing target is \(target); give the number of rows a class shall have, 1 or more"
    case .tooManyCopies(let count, let limit):
      "oversampling would make \(count) copies, more than the limit of \(limit); choose a lower target"
    case .betaOutOfRange(let beta):
      "beta is \(beta); give a number from 0 up to, but not including, 1, such as 0.999"
    case .balancedTwice:
      "balancing and class weights both correct for rare classes; "
        + "use one of them, or allow both with stack-weights"
    case .weightedTwice:
      "the balancing is class weights already; give the weights there or as class-weights, not twice"
    case .emptyFold(let fold, let folds, let groups):
      "fold \(fold) of \(folds) would be empty, since there are only \(groups) groups of samples that stay "
        + "together, or one of them is too large; use fewer folds"
    case .contradictoryPins(let first, let split, let second, let other):
      "sample \(first) is pinned to \(split.rawValue) and sample \(second) to \(other.rawValue), but they "
        + "are of one group (a subject, equal pictures or a decided group); pin both to one split, or undo "
        + "one pin"
    }
  }
}
