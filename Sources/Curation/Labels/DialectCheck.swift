internal import Core

/// Looks whether a part of a dataset, a source or a split, has its classes mixed up: what it calls neutral the
/// network calls sad, what it calls sad the network calls surprise, and so on around.
///
/// The best permutation of the classes is the one with the most samples whose prediction is what their label
/// is turned into: an assignment problem on the confusion of labels and predictions. Each of its cycles is one
/// claim, and is only made when
///
/// 1. the gain cannot be luck: of the samples of the cycle's classes that were predicted as their own label
///    (a) or as what it is turned into (b), z = (b − a) / √(a + b) is at least √(2 ln(1000 K!)): by Hoeffding's
///    bound a chance below one in a thousand for all K! permutations together; and
/// 2. it is more than one class's weakness: every class of the cycle with samples in the part is predicted as
///    what it is turned into at least `ratio` times as often as itself.
///
/// A network that learnt the mix-up along with the labels repeats it, so the predictions have to come from other
/// parts. A mix-up that all data share cannot be seen.
public struct DialectCheck: Hashable, Sendable {
  /// The classes that go round: each is called as the next one, the last as the first.
  public struct Cycle: Hashable, Sendable {
    /// The labels in the order of the cycle, the smallest first: samples with the label `classes[0]` look like
    /// `classes[1]`, and so on.
    public let classes: [Int]
    /// Samples of these classes.
    public let samples: Int
    /// Those of them that were predicted as their label.
    public let agreeing: Int
    /// Those of them that were predicted as what their label is turned into.
    public let agreeingAfter: Int
    /// (agreeingAfter − agreeing) / √(agreeing + agreeingAfter).
    public let z: Double
  }

  /// How often a class must be predicted as another for each time it is predicted as itself.
  public static let ratio = 1.5

  /// `confusion[label][prediction]`.
  public let confusion: [[Int]]
  /// What each class is turned into by the best permutation, whether that means anything or not.
  public let permutation: [Int]
  /// The cycles that are no luck.
  public let cycles: [Cycle]
  /// What z must reach.
  public let leastZ: Double

  /// Judges a part by a table `confusion[label][prediction]` of at least two classes.
  public init(confusion: [[Int]]) {
    let count = confusion.count
    // Of equally good permutations the one that leaves the most classes alone: a whole number more for each.
    let values = confusion.enumerated().map { label, row in
      row.enumerated().map { $1 * (count + 1) + ($0 == label ? 1 : 0) }
    }
    let permutation = BestAssignment.maximizing(values)
    let leastZ = Self.leastZ(classes: count)
    var isSeen = Array(repeating: false, count: count)
    var cycles: [Cycle] = []
    for start in 0..<count where !isSeen[start] && permutation[start] != start {
      var classes: [Int] = []
      var label = start
      while !isSeen[label] {
        isSeen[label] = true
        classes.append(label)
        label = permutation[label]
      }
      let cycle = Self.cycle(classes, confusion, permutation)
      let isPlain = classes.allSatisfy { label in
        confusion[label].allSatisfy { $0 == 0 }
          || Double(confusion[label][permutation[label]])
            >= Self.ratio * Double(max(1, confusion[label][label]))
      }
      if isPlain, cycle.z >= leastZ { cycles.append(cycle) }
    }
    (self.confusion, self.permutation, self.cycles) = (confusion, permutation, cycles)
    self.leastZ = leastZ
  }

  /// Judges some samples by their likeliest classes.
  public init(_ data: LabelledProbabilities, samples: some Sequence<Int>) {
    var confusion = Array(
      repeating: Array(repeating: 0, count: data.classCount), count: data.classCount)
    for sample in samples { confusion[data.labels[sample]][data.likeliest(sample)] += 1 }
    self.init(confusion: confusion)
  }

  /// Whether nothing is mixed up that could be seen.
  public var isQuiet: Bool { cycles.isEmpty }

  /// √(2 ln(1000 K!)).
  static func leastZ(classes count: Int) -> Double {
    let permutations = (1..<count + 1).reduce(0) { $0 + Elementary.log(Double($1)) }
    return (2 * (permutations + Elementary.log(1000))).squareRoot()
  }

  private static func cycle(
    _ classes: [Int], _ confusion: [[Int]], _ permutation: [Int]
  ) -> Cycle {
    let samples = classes.reduce(0) { $0 + confusion[$1].reduce(0, +) }
    let before = classes.reduce(0) { $0 + confusion[$1][$1] }
    let after = classes.reduce(0) { $0 + confusion[$1][permutation[$1]] }
    let both = Double(before + after)
    return Cycle(
      classes: classes, samples: samples, agreeing: before, agreeingAfter: after,
      z: both > 0 ? Double(after - before) / both.squareRoot() : 0)
  }
}
