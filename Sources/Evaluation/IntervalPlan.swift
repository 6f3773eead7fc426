/// How the intervals of a report are made: the luck of the bootstrap and its number of resamples.
///
/// Two reports of the same predictions and plan have the same intervals, whatever the order of the rows or
/// the number of threads.
public struct IntervalPlan: Hashable, Sendable {
  /// The seed of the bootstrap.
  public let seed: UInt64
  /// The number of resamples.
  public let resamples: Int

  /// A plan; by default 2,000 resamples, which give a standard error to within 1.6 % of itself.
  public init(seed: UInt64 = 0, resamples: Int = 2000) {
    (self.seed, self.resamples) = (seed, max(2, resamples))
  }

  /// Below this number of groups the method's name says that a correction matters.
  public static let fewGroups = 50
}

/// The rows of a set of predictions dealt to groups that are numbered from 0.
struct GroupedRows: Hashable, Sendable {
  /// The group of each row; `nil` when every row is on its own.
  let ofRow: [Int32]?
  /// The number of groups, or of rows when each is on its own.
  let count: Int

  /// Numbers the groups by rising id; groups that hold one row each are no groups.
  init(_ predictions: Predictions) {
    let rows = predictions.count
    guard let ids = predictions.groups else {
      (ofRow, count) = (nil, rows)
      return
    }
    let distinct = ids.sorted().reduce(into: [UInt64]()) { list, id in
      if list.last != id { list.append(id) }
    }
    count = distinct.count
    guard distinct.count < rows else {
      ofRow = nil
      return
    }
    let number = Dictionary(uniqueKeysWithValues: zip(distinct, Int32(0)...))
    ofRow = ids.map { number[$0] ?? 0 }
  }

  /// The number of standard errors of a 95 % interval: Student's t over groups, else the normal's.
  var reach: Double {
    ofRow == nil ? Proportion.z : StudentQuantile.t95(degrees: count - 1)
  }

  /// Whether the correction for few groups matters.
  var areFew: Bool { ofRow != nil && count < IntervalPlan.fewGroups }

  /// G/(G−1), by which a variance over groups grows; 1 for one group, which has no interval anyway.
  var correction: Double { count > 1 ? Double(count) / Double(count - 1) : 1 }
}
