/// How much each row moves the areas under the curves: the first-order change with the row's weight.
///
/// The squares of the influences, added up over rows or over groups of rows, are the infinitesimal
/// jackknife's variance (Efron, 1982). For the area under the ROC curve and independent rows that is
/// DeLong's variance but for n/(n − 1); over groups it is Obuchowski's (1997).
struct RankingInfluence {
  /// An area of each kind.
  struct Pair<Value> {
    var rocAUC: Value
    var averagePrecision: Value
  }

  private let labels: [Int]
  private let groups: GroupedRows
  private var plain: Pair<[Double]>
  private var weighted: Pair<[Double]>
  /// Over how many classes the plain means go.
  private let classes: Pair<Double>
  /// Over how many samples the weighted means go.
  private let samples: Pair<Double>

  /// Nothing yet; `supports` are the classes' numbers of samples.
  init(_ labels: [Int], supports: [Int], groups: GroupedRows) {
    (self.labels, self.groups) = (labels, groups)
    let none = Array(repeating: 0.0, count: labels.count)
    plain = Pair(rocAUC: none, averagePrecision: none)
    weighted = plain
    let ranked = supports.filter { $0 > 0 && $0 < labels.count }
    let present = supports.filter { $0 > 0 }
    classes = Pair(rocAUC: Double(ranked.count), averagePrecision: Double(present.count))
    samples = Pair(
      rocAUC: Double(ranked.reduce(0, +)), averagePrecision: Double(present.reduce(0, +)))
  }

  /// Adds a class and gives the standard errors of its own areas.
  mutating func add(_ scores: RankedScores, _ curve: RankingCurve) -> Pair<Double> {
    let entries = scores.entries
    let (m, n) = (Double(scores.positives), Double(entries.count - scores.positives))
    var (areas, averages) = (GroupSums(groups), GroupSums(groups))
    let (area, average) = (curve.rocAUC.value, curve.averagePrecision.value)
    let areaShare = (plain: 1 / classes.rocAUC, weighted: m / samples.rocAUC)
    let averageShare = (
      plain: 1 / classes.averagePrecision, weighted: m / samples.averagePrecision
    )
    var (gains, losses) = (0.0, 0.0)
    func key(_ place: Int) -> UInt32 { UInt32(entries[place] >> 32) }
    ScoreStep.forEach(entries.count, key: key) { step in
      let found = m - Double(step.positivesBelow)
      let taken = Double(entries.count - step.positivesBelow - step.negativesBelow)
      let ratio = found / taken
      gains += Double(step.positives) * ((1 - ratio) / taken)
      losses += Double(step.positives) * (ratio / taken)
      let (v, w) = RankingCurve.placements(step, m, n)
      for place in step.range {
        let row = Int(entries[place] & 0xFFFF_FFFF)
        let isPositive = entries[place] >> 32 & 1 == 1
        if let area {
          let influence = isPositive ? (v - area) / m : (w - area) / n
          areas.add(influence, row: row)
          plain.rocAUC[row] += areaShare.plain * influence
          weighted.rocAUC[row] += areaShare.weighted * influence
        }
        if let average {
          let influence = isPositive ? (ratio - average + gains) / m : -losses / m
          averages.add(influence, row: row)
          plain.averagePrecision[row] += averageShare.plain * influence
          weighted.averagePrecision[row] += averageShare.weighted * influence
        }
      }
    }
    return Pair(rocAUC: areas.error, averagePrecision: averages.error)
  }

  /// The standard errors of the plain means over classes.
  var macroErrors: Pair<Double> {
    Pair(rocAUC: error(plain.rocAUC), averagePrecision: error(plain.averagePrecision))
  }

  /// The standard errors of the means weighted by support, whose weights vary with the sample too.
  func weightedErrors(_ curves: [RankingCurve]) -> Pair<Double> {
    func total(_ rows: [Double], _ figures: [Figure], _ mass: Double) -> Double {
      var sums = GroupSums(groups)
      let supports = labels.reduce(into: Array(repeating: 0.0, count: figures.count)) {
        $0[$1] += 1
      }
      let mean = zip(figures, supports).reduce(0.0) { $0 + ($1.0.value ?? 0) * $1.1 } / mass
      for (row, label) in labels.enumerated() {
        sums.add(rows[row] + (figures[label].value.map { ($0 - mean) / mass } ?? 0), row: row)
      }
      return sums.error
    }
    return Pair(
      rocAUC: total(weighted.rocAUC, curves.map(\.rocAUC), samples.rocAUC),
      averagePrecision: total(
        weighted.averagePrecision, curves.map(\.averagePrecision), samples.averagePrecision))
  }

  /// The influence of each row on the plain mean of the areas under the ROC curves.
  var ofRows: Pair<[Double]> { plain }

  private func error(_ rows: [Double]) -> Double {
    var sums = GroupSums(groups)
    for (row, influence) in rows.enumerated() { sums.add(influence, row: row) }
    return sums.error
  }
}

/// The squares of what is added up by group, or of each addend where every row is on its own.
struct GroupSums {
  private let groups: GroupedRows
  private var squares = CompensatedSum()
  private var totals: [Double]

  init(_ groups: GroupedRows) {
    self.groups = groups
    totals = Array(repeating: 0, count: groups.ofRow == nil ? 0 : groups.count)
  }

  @inline(__always)
  mutating func add(_ value: Double, row: Int) {
    if let ofRow = groups.ofRow {
      totals[Int(ofRow[row])] += value
    } else {
      squares.add(value * value)
    }
  }

  /// √(G/(G−1) · Σ total²), the standard error of the sum of everything.
  var error: Double {
    var sum = squares
    for total in totals { sum.add(total * total) }
    return (sum.value * groups.correction).squareRoot()
  }
}
