public import Core

/// Joins samples into groups that must share a split: union–find over equal subjects, equal content and pairs.
///
/// Tarjan's disjoint sets with union by size and path halving: practically O(1) a union.
public struct GroupBuilder: Sendable {
  private var parents: [Int]
  private var sizes: [Int]

  /// Starts with every sample in a group of its own.
  public init(count: Int) {
    parents = Array(0..<count)
    sizes = Array(repeating: 1, count: count)
  }

  /// The number of samples.
  public var count: Int { parents.count }

  /// Puts two samples, and whoever is grouped with them, into one group.
  public mutating func join(_ first: Int, _ second: Int) {
    var (large, small) = (root(of: first), root(of: second))
    guard large != small else { return }
    if sizes[large] < sizes[small] { swap(&large, &small) }
    parents[small] = large
    sizes[large] += sizes[small]
  }

  /// Joins all samples that have the same value; `nil` joins nothing.
  ///
  /// Values stand in the order of the samples: subjects, content ids, pixel digests.
  public mutating func join<Value: Hashable>(equal values: some Sequence<Value?>) {
    var firsts: [Value: Int] = [:]
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      if let first = firsts[value] { join(first, index) } else { firsts[value] = index }
    }
  }

  /// The groups, numbered from 0 in the order of their smallest sample keys.
  ///
  /// Samples with equal keys are joined first. So a sample's number depends on the set of samples
  /// alone, not on their order. O(n log n).
  public consuming func groups(keys: [SampleKey]) throws(SamplingError) -> [Int] {
    guard keys.count == count else {
      throw .countMismatch(what: "sample keys", count: keys.count, expected: count)
    }
    let order = KeyOrder.ascending(keys)
    for (previous, next) in zip(order, order.dropFirst()) where keys[previous] == keys[next] {
      join(previous, next)
    }
    var numbers = Array(repeating: -1, count: count)
    var ids = numbers
    var used = 0
    for index in order {
      let root = root(of: index)
      if numbers[root] < 0 {
        numbers[root] = used
        used += 1
      }
      ids[index] = numbers[root]
    }
    return ids
  }

  private mutating func root(of index: Int) -> Int {
    var node = index
    while parents[node] != node {
      parents[node] = parents[parents[node]]
      node = parents[node]
    }
    return node
  }
}
