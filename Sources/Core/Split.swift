/// The part of the data a sample belongs to.
@frozen
public enum Split: String, CaseIterable, Comparable, Hashable, Sendable {
  /// What the network learns from; constants come from here alone.
  case train
  /// What chooses between epochs and recipes.
  case val
  /// What is scored once.
  case test

  /// Orders as written: train, val, test.
  @inlinable public static func < (left: Split, right: Split) -> Bool { left.order < right.order }

  /// The place in the order: 0, 1, 2.
  @inlinable public var order: Int {
    switch self {
    case .train: 0
    case .val: 1
    case .test: 2
    }
  }
}
