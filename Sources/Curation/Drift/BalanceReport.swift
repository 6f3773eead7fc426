internal import Core

/// How the classes are spread over splits and sources.
public struct BalanceReport: Hashable, Sendable {
  /// One split or source.
  public struct Part: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// The samples of each class.
    public let counts: [Int]

    /// All samples.
    public var total: Int { counts.reduce(0, +) }

    /// The largest class by the smallest that is there; nil with fewer than two classes.
    public var imbalance: Double? {
      let there = counts.filter { $0 > 0 }
      guard there.count > 1, let most = there.max(), let least = there.min() else { return nil }
      return Double(most) / Double(least)
    }
  }

  /// A class that stands for its source.
  public struct Bias: Hashable, Sendable {
    /// The class's name.
    public let className: String
    /// The source that most of it comes from.
    public let source: String
    /// The share of the class that comes from it, 0…1.
    public let share: Double
    /// The share of all samples that come from it, 0…1.
    public let expected: Double
  }

  /// The least share of a class that one source must have for it to be told as biased.
  public static let biasShare = 0.95
  /// The largest share of all samples that this source may have then.
  public static let biasExpected = 0.8

  /// The classes in order.
  public let classNames: [String]
  /// The splits that have samples.
  public let splits: [Part]
  /// The sources.
  public let sources: [Part]
  /// Classes that come from one source alone, or nearly so.
  public let biases: [Bias]
  /// How much the source says about the class: mutual information by the class's entropy, 0…1; nil with one
  /// source or one class.
  public let sourceInformation: Double?

  /// Counts; `samples` gives class, split and source by their places in the names.
  public init(
    _ samples: [(label: Int, split: Int?, source: Int)], classNames: [String],
    splitNames: [String], sourceNames: [String]
  ) {
    self.classNames = classNames
    let none = [Int](repeating: 0, count: classNames.count)
    var splits = [[Int]](repeating: none, count: splitNames.count)
    var sources = [[Int]](repeating: none, count: sourceNames.count)
    for sample in samples {
      if let split = sample.split { splits[split][sample.label] += 1 }
      sources[sample.source][sample.label] += 1
    }
    self.splits = zip(splitNames, splits).map { Part(name: $0, counts: $1) }
      .filter { $0.total > 0 }
    let parts = zip(sourceNames, sources).map { Part(name: $0, counts: $1) }
    self.sources = parts
    let all = Double(samples.count)
    biases = classNames.indices.compactMap { label in
      let total = parts.reduce(0) { $0 + $1.counts[label] }
      guard parts.count > 1, total > 0,
        let most = parts.max(by: { $0.counts[label] < $1.counts[label] })
      else { return nil }
      let share = Double(most.counts[label]) / Double(total)
      let expected = Double(most.total) / all
      guard share >= Self.biasShare, expected <= Self.biasExpected else { return nil }
      return Bias(
        className: classNames[label], source: most.name, share: share, expected: expected)
    }
    sourceInformation = Self.information(sources)
  }

  private static func information(_ table: [[Int]]) -> Double? {
    let rows = table.map { $0.reduce(0, +) }
    let columns = (table.first ?? []).indices.map { label in table.reduce(0) { $0 + $1[label] } }
    let total = Double(rows.reduce(0, +))
    func entropy(_ counts: [Int]) -> Double {
      var bits = 0.0
      for count in counts where count > 0 {
        let share = Double(count) / total
        bits -= share * Elementary.log(share)
      }
      return bits
    }
    let classes = entropy(columns)
    guard rows.count(where: { $0 > 0 }) > 1, classes > 0 else { return nil }
    let shared = classes + entropy(rows) - entropy(table.flatMap { $0 })
    return min(1, max(0, shared / classes))
  }
}
