internal import Core
public import Evaluation

/// Which samples of a split are worth looking at: a function of the predictions alone.
public struct GallerySelection: Hashable, Sendable {
  /// Why samples are shown together.
  public enum Kind: Hashable, Sendable {
    /// Wrong, and sure of it: label errors hide among these.
    case confidentMistakes
    /// The two most probable classes are nearly equal.
    case ambiguous
    /// Right, and the surest of their class.
    case best(label: Int)
  }

  /// Samples that are shown together, the foremost first.
  public struct Group: Hashable, Sendable {
    /// Why.
    public let kind: Kind
    /// Rows of the predictions.
    public let rows: [Int]
  }

  /// The most mistakes that are shown.
  public static let mistakes = 24
  /// The most ambiguous samples that are shown.
  public static let ambiguous = 16
  /// The most samples of all classes together that are shown as their best.
  public static let best = 40

  /// The groups that have samples.
  public let groups: [Group]

  /// Chooses, in O(N·K); of equal ones the sample with the smaller key is ahead.
  public init(_ predictions: Predictions) {
    let classes = predictions.classCount
    let perClass = max(1, min(4, Self.best / classes))
    var mistakes = Top(Self.mistakes)
    var ambiguous = Top(Self.ambiguous)
    var best = [Top](repeating: Top(perClass), count: min(classes, Self.best))
    for row in 0..<predictions.count {
      let first = predictions.predictedClass(row: row)
      let confidence = predictions.probability(row: row, of: first)
      var second: Float = 0
      for label in 0..<classes where label != first {
        second = max(second, predictions.probability(row: row, of: label))
      }
      let key = predictions.keys[row]
      ambiguous.add(row, second - confidence, key)
      if predictions.labels[row] != first {
        mistakes.add(row, confidence, key)
      } else if first < best.count {
        best[first].add(row, confidence, key)
      }
    }
    let chosen: [(Kind, Top)] =
      [(.confidentMistakes, mistakes), (.ambiguous, ambiguous)]
      + best.enumerated().map { (.best(label: $0.offset), $0.element) }
    groups = chosen.filter { !$0.1.rows.isEmpty }.map { Group(kind: $0.0, rows: $0.1.rows) }
  }

  /// All rows, ascending, each once.
  public var rows: [Int] { Set(groups.flatMap(\.rows)).sorted() }

  /// The rows of the highest scores.
  private struct Top {
    private let limit: Int
    private var entries: [(row: Int, score: Float, key: SampleKey)] = []

    init(_ limit: Int) { self.limit = limit }

    var rows: [Int] { entries.map(\.row) }

    mutating func add(_ row: Int, _ score: Float, _ key: SampleKey) {
      if entries.count == limit, let last = entries.last, score < last.score { return }
      let place =
        entries.firstIndex { score > $0.score || (score == $0.score && key < $0.key) }
        ?? entries.count
      guard place < limit else { return }
      entries.insert((row, score, key), at: place)
      if entries.count > limit { entries.removeLast() }
    }
  }
}
