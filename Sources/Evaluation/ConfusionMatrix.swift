public import Core

/// How often each true class was taken for each class: K × K counts.
public struct ConfusionMatrix: Hashable, Sendable {
  /// The number of classes K.
  public let classCount: Int
  private var counts: [Int]

  /// A matrix of zeros.
  public init(classCount: Int) {
    self.classCount = classCount
    counts = Array(repeating: 0, count: classCount * classCount)
  }

  /// The matrix of some predictions, by their most probable classes.
  public init(_ predictions: Predictions) {
    self.init(classCount: predictions.classCount)
    for row in 0..<predictions.count {
      add(label: predictions.labels[row], predicted: predictions.predictedClass(row: row))
    }
  }

  /// Counts one sample.
  public mutating func add(label: Int, predicted: Int, count: Int = 1) {
    counts[label * classCount + predicted] += count
  }

  /// The number of samples of class `label` that were taken for `predicted`.
  public subscript(label: Int, predicted: Int) -> Int { counts[label * classCount + predicted] }

  /// The number of samples of a class: its support.
  public func support(_ label: Int) -> Int {
    (0..<classCount).reduce(0) { $0 + self[label, $1] }
  }

  /// The number of samples that were taken for a class.
  public func predicted(_ label: Int) -> Int {
    (0..<classCount).reduce(0) { $0 + self[$1, label] }
  }

  /// The number of samples on the diagonal.
  public var correct: Int { (0..<classCount).reduce(0) { $0 + self[$1, $1] } }

  /// The number of samples.
  public var total: Int { counts.reduce(0, +) }

  /// A row divided by its sum: the share of a class taken for each class; `nil` without samples.
  public func rowShares(_ label: Int) -> [Double]? {
    let support = support(label)
    guard support > 0 else { return nil }
    return (0..<classCount).map { Double(self[label, $0]) / Double(support) }
  }

  /// The errors off the diagonal, most frequent first; ties in the order of the classes.
  public func confusions() -> [(label: Int, predicted: Int, count: Int)] {
    var list: [(label: Int, predicted: Int, count: Int)] = []
    for label in 0..<classCount {
      for predicted in 0..<classCount where label != predicted && self[label, predicted] > 0 {
        list.append((label, predicted, self[label, predicted]))
      }
    }
    return list.sorted {
      ($1.count, $0.label, $0.predicted) < ($0.count, $1.label, $1.predicted)
    }
  }

  /// The rows as arrays: true classes down, predicted classes across.
  public var json: JSON {
    .array(
      (0..<classCount).map { label in
        .array((0..<classCount).map { .integer(self[label, $0]) })
      })
  }
}
