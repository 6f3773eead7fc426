internal import Core

/// What one pass over the rows of some predictions gathers: O(N·K) time, one small number a row.
struct RowScan {
  /// What happened to each row: true class × predicted class × rank.
  private(set) var outcomes: [Int32] = []
  /// −ln p(true class), overall and of each class's rows.
  private(set) var logLoss: RowMeans
  /// Σₖ (pₖ − yₖ)², overall; (pₖ − yₖ)² over all rows for each class.
  private(set) var brier: RowMeans
  /// The bins of the confidence, and of each class's probability.
  private(set) var bins: [ReliabilityBins]
  /// The samples of each class whose true class is at each rank, K × ranks.
  private(set) var ranked: [Int]

  init(_ predictions: Predictions, _ figures: CountedFigures, _ groups: GroupedRows) {
    let (count, k) = (predictions.count, predictions.classCount)
    logLoss = RowMeans(classes: k, groups: groups)
    brier = RowMeans(classes: k, groups: groups)
    bins = Array(repeating: ReliabilityBins(), count: k + 1)
    ranked = Array(repeating: 0, count: k * figures.ranks)
    outcomes.reserveCapacity(count)
    for row in 0..<count {
      let label = predictions.labels[row]
      let guess = predictions.predictedClass(row: row)
      let rank = predictions.rankOfLabel(row: row)
      let group = groups.ofRow.map { Int($0[row]) } ?? row
      outcomes.append(figures.outcome(label: label, predicted: guess, rank: rank))
      if rank < figures.ranks { ranked[label * figures.ranks + rank] += 1 }
      let loss = RowScan.logLoss(Double(predictions.probability(row: row, of: label)))
      logLoss.add(loss, group: group)
      logLoss.add(loss, of: label, group: group)
      var distance = 0.0
      for other in 0..<k {
        let p = Double(predictions.probability(row: row, of: other))
        let isOwn = other == label
        let square = isOwn ? (1 - p) * (1 - p) : p * p
        distance += square
        brier.add(square, of: other, group: group)
        bins[other + 1].add(p, isRight: isOwn)
      }
      brier.add(distance, group: group)
      let confidence = Double(predictions.probability(row: row, of: guess))
      bins[0].add(confidence, isRight: guess == label)
    }
  }

  /// −ln p, with p held within 2⁻⁵²…1 − 2⁻⁵².
  static func logLoss(_ p: Double) -> Double {
    -Elementary.log(min(max(p, Double.ulpOfOne), 1 - Double.ulpOfOne))
  }
}

/// Means of a number over all rows and over the rows of each class, with their standard errors.
struct RowMeans {
  private var sums: [MeanSums]
  private let groups: GroupedRows

  init(classes: Int, groups: GroupedRows) {
    self.groups = groups
    let size = groups.ofRow == nil ? 0 : groups.count
    sums = Array(repeating: MeanSums(groups: size), count: classes + 1)
  }

  mutating func add(_ value: Double, group: Int) { sums[0].add(value, group: group) }

  mutating func add(_ value: Double, of label: Int, group: Int) {
    sums[label + 1].add(value, group: group)
  }

  /// The mean over all rows.
  func mean(or gap: Figure.Gap) -> Figure { sums[0].mean(or: gap) }

  /// The mean over what was added for a class.
  func mean(of label: Int, or gap: Figure.Gap) -> Figure { sums[label + 1].mean(or: gap) }

  /// The interval of the mean over all rows; unless it is signed, it does not go below 0.
  func interval(isSigned: Bool = false) -> Interval? {
    sums[0].interval(isGrouped: groups.ofRow != nil, isSigned: isSigned)
  }

  /// The interval of a class's mean.
  func interval(of label: Int) -> Interval? {
    sums[label + 1].interval(isGrouped: groups.ofRow != nil)
  }
}

/// The sums that a mean and its standard error need.
private struct MeanSums {
  private var count = 0
  private var total = CompensatedSum()
  private var squares = CompensatedSum()
  private var cubes = CompensatedSum()
  private var ofGroup: [(total: Double, count: Double)]

  init(groups: Int) { ofGroup = Array(repeating: (0, 0), count: groups) }

  mutating func add(_ value: Double, group: Int) {
    count += 1
    total.add(value)
    if ofGroup.isEmpty {
      squares.add(value * value)
      cubes.add(value * value * value)
    } else {
      ofGroup[group].total += value
      ofGroup[group].count += 1
    }
  }

  func mean(or gap: Figure.Gap) -> Figure { .ratio(total.value, Double(count), or: gap) }

  /// The mean with Hall's interval (1992), whose ends are m − f(±t)·s with
  /// f(q) = 3/a·(∛(1 + a(q − a/6)) − 1) and a = Σr³/(Σr²)^(3/2) from the residuals r.
  ///
  /// Over groups r = Σᵍx − nᵍ·m and the variance is G/(G−1)·Σr²/N², with G the groups that hold a row
  /// (Cochran, *Sampling Techniques*, 6.3).
  func interval(isGrouped: Bool, isSigned: Bool = false) -> Interval? {
    let n = Double(count)
    let mean = total.value / n
    var (second, third, degrees) = (0.0, 0.0, count - 1)
    if isGrouped {
      var (sum, sumOfCubes) = (CompensatedSum(), CompensatedSum())
      let held = ofGroup.filter { $0.count > 0 }
      for group in held {
        let residual = group.total - group.count * mean
        sum.add(residual * residual)
        sumOfCubes.add(residual * residual * residual)
      }
      degrees = held.count - 1
      (second, third) = (sum.value, sumOfCubes.value)
    } else {
      second = squares.value - n * mean * mean
      third = cubes.value - 3 * mean * squares.value + 2 * n * mean * mean * mean
    }
    guard degrees >= 1 else { return nil }
    let method: Interval.Method = isGrouped ? .hallByGroup : .hall
    // What is left of rounding is no spread.
    guard second > 1e-24 * (1 + n * mean * mean) else { return Interval(mean...mean, method) }
    let error = (second * Double(degrees + 1) / Double(degrees)).squareRoot() / n
    let t = StudentQuantile.t95(degrees: degrees)
    let skew = third / (second * second.squareRoot())
    let low = mean - MeanSums.hall(t, skew) * error
    return Interval(
      (isSigned ? low : max(0, low))...(mean - MeanSums.hall(-t, skew) * error), method)
  }

  private static func hall(_ q: Double, _ a: Double) -> Double {
    guard abs(a) > 1e-6 else { return q }
    let inner = 1 + a * (q - a / 6)
    let root = Elementary.power(abs(inner), 1.0 / 3)
    return 3 / a * ((inner < 0 ? -root : root) - 1)
  }
}
