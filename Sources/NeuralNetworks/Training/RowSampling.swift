/// How an epoch of training is made of the rows of a set.
public enum RowSampling: Hashable, Sendable {
  /// Every row once, in a keyed order.
  case everyRow
  /// `length` draws with replacement: a class with rows, each as likely as any other, then a row of it, each as
  /// likely as any other. As PyTorch's `WeightedRandomSampler` with the weight 1 / n for a row of a class of n.
  case balancedClasses(length: Int)
}

/// When a row is used for training: with its sample and copy, what the luck of its augmentation depends on.
public struct RowUse: Hashable, Sendable {
  /// The epoch, from 1.
  public let epoch: UInt32
  /// How often the epoch used the row before; above 0 only where rows are drawn with replacement.
  public let occurrence: UInt32

  /// A use of a row.
  public init(epoch: UInt32, occurrence: UInt32 = 0) {
    (self.epoch, self.occurrence) = (epoch, occurrence)
  }
}
