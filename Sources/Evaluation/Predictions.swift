public import Core

/// A model's probabilities for N samples and K classes, beside the labels.
public struct Predictions: Hashable, Sendable {
  /// The class names in order; K of them.
  public let classNames: [String]
  /// The sample keys; N of them.
  public let keys: [SampleKey]
  /// The true classes, counted from 0; N of them.
  public let labels: [Int]
  /// N × K probabilities, row by row.
  public let probabilities: [Float]
  /// Numbers of which samples that belong together share one, such as the images of one subject.
  ///
  /// Intervals resample them as one. N of them, or `nil` where the samples are independent.
  public let groups: [UInt64]?
  /// Whether the model only named classes, each then a row of 0 and one 1.
  ///
  /// Figures that need probabilities are undefined for them.
  public let areClassesOnly: Bool

  /// Checked predictions.
  ///
  /// - Parameters:
  ///   - probabilities: N × K, row by row; each row adds up to 1 within 1e-3.
  ///   - labels: the true classes, counted from 0.
  ///   - keys: the sample keys.
  ///   - classNames: the classes in order, at least two.
  ///   - groups: one number a row for samples that belong together; `nil` takes them as independent.
  ///   - areClassesOnly: whether the probabilities stand for predicted classes and mean nothing else.
  /// - Throws: `EvaluationError` that names the first bad row.
  public init(
    probabilities: [Float], labels: [Int], keys: [SampleKey], classNames: [String],
    groups: [UInt64]? = nil, areClassesOnly: Bool = false
  ) throws(EvaluationError) {
    let (rows, columns) = (labels.count, classNames.count)
    guard columns >= 2 else { throw .tooFewClasses(columns) }
    guard keys.count == rows else {
      throw .countMismatch(what: "sample keys", count: keys.count, expected: rows)
    }
    guard groups.map({ $0.count == rows }) ?? true else {
      throw .countMismatch(what: "group numbers", count: groups?.count ?? 0, expected: rows)
    }
    guard probabilities.count == rows * columns else {
      throw .countMismatch(
        what: "probabilities", count: probabilities.count, expected: rows * columns)
    }
    for (row, label) in labels.enumerated() {
      guard label >= 0, label < columns else {
        throw .labelOutOfRange(row: row, label: label, classCount: columns)
      }
      var sum = 0.0
      for column in 0..<columns {
        let value = probabilities[row * columns + column]
        guard value >= 0, value.isFinite else {
          throw .badProbability(row: row, className: classNames[column], value: value)
        }
        sum += Double(value)
      }
      guard abs(sum - 1) <= 1e-3 else { throw .notADistribution(row: row, sum: sum) }
    }
    (self.classNames, self.keys, self.labels) = (classNames, keys, labels)
    (self.probabilities, self.groups) = (probabilities, groups)
    self.areClassesOnly = areClassesOnly
  }

  /// The same samples with other probabilities, whose rows add up to 1.
  func with(probabilities: [Float]) -> Predictions {
    Predictions(self, probabilities: probabilities)
  }

  private init(_ other: Predictions, probabilities: [Float]) {
    (classNames, keys, labels) = (other.classNames, other.keys, other.labels)
    (self.probabilities, groups) = (probabilities, other.groups)
    areClassesOnly = other.areClassesOnly
  }

  init(rows: [Int], of whole: Predictions) {
    let columns = whole.classCount
    (classNames, areClassesOnly) = (whole.classNames, whole.areClassesOnly)
    keys = rows.map { whole.keys[$0] }
    labels = rows.map { whole.labels[$0] }
    groups = whole.groups.map { groups in rows.map { groups[$0] } }
    var probabilities: [Float] = []
    probabilities.reserveCapacity(rows.count * columns)
    for row in rows {
      probabilities.append(contentsOf: whole.probabilities[(row * columns)..<((row + 1) * columns)])
    }
    self.probabilities = probabilities
  }

  /// The number of samples N.
  public var count: Int { labels.count }

  /// The number of classes K.
  public var classCount: Int { classNames.count }

  /// The probability of one class for one sample.
  public func probability(row: Int, of label: Int) -> Float {
    probabilities[row * classCount + label]
  }

  /// The most probable class of a sample; of equal ones the first.
  public func predictedClass(row: Int) -> Int {
    var best = 0
    for label in 1..<classCount
    where probability(row: row, of: label) > probability(row: row, of: best) {
      best = label
    }
    return best
  }

  /// The place of the true class among the classes by falling probability, counted from 0; of equal
  /// probabilities the first class is ahead.
  public func rankOfLabel(row: Int) -> Int {
    let label = labels[row]
    let own = probability(row: row, of: label)
    var rank = 0
    for other in 0..<classCount {
      let value = probability(row: row, of: other)
      if value > own || (value == own && other < label) { rank += 1 }
    }
    return rank
  }

  /// The predictions of some rows, in the order given.
  ///
  /// - Throws: `EvaluationError.rowOutOfRange`.
  public func subset(_ rows: [Int]) throws(EvaluationError) -> Predictions {
    for row in rows where !labels.indices.contains(row) {
      throw .rowOutOfRange(row: row, count: count)
    }
    return Predictions(rows: rows, of: self)
  }

  /// The predictions without some samples: the leak-free part of a test set, for instance.
  public func without(_ excluded: Set<SampleKey>) -> Predictions {
    Predictions(rows: keys.indices.filter { !excluded.contains(keys[$0]) }, of: self)
  }
}
