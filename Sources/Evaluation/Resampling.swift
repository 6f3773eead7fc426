internal import Core

/// A bootstrap over whole groups, unstratified: as many groups as there are, drawn with replacement.
///
/// What is drawn is how often each distinct table comes, a multinomial draw; the rows are not touched.
/// Resample r takes its luck from the seed, the purpose and r alone. Above `OutcomeTables.most` distinct tables
/// the groups are dealt to that many bundles of equal size by luck, and bundles are drawn: the method
/// of random groups (Wolter, *Introduction to Variance Estimation*, chapter 2).
struct Resampling {
  /// The number of units that are drawn: groups, or bundles of them.
  let unitCount: Int
  private let tables: OutcomeTables
  /// The table of each unit, where there are about as many tables as units and units are drawn one by one.
  private let owners: [Int32]
  private let key: LuckKey

  init(_ tables: OutcomeTables, seed: UInt64, purpose: String) {
    key = LuckKey(seed: seed, purpose: purpose)
    guard tables.count * 8 > tables.groupCount || tables.count > OutcomeTables.most else {
      (self.tables, unitCount, owners) = (tables, tables.groupCount, [])
      return
    }
    var owners = tables.multiplicities.enumerated().flatMap { table, times in
      Array(repeating: Int32(table), count: times)
    }
    guard tables.count > OutcomeTables.most else {
      (self.tables, unitCount, self.owners) = (tables, owners.count, owners)
      return
    }
    var luck = LuckKey(seed: seed, purpose: purpose + "/bundles").luck(for: 0, epoch: 0)
    luck.shuffle(&owners)
    self.tables = OutcomeTables(tables, owners: owners, bundles: OutcomeTables.most)
    unitCount = OutcomeTables.most
    self.owners = (0..<Int32(unitCount)).map { $0 }
  }

  /// Calls `body` with the dense counts of every resample.
  func forEach(_ resamples: Int, _ body: ([Double]) -> Void) {
    var total = Array(repeating: 0.0, count: tables.outcomeCount)
    for resample in 0..<resamples {
      for place in total.indices { total[place] = 0 }
      var luck = key.luck(for: UInt64(resample), epoch: 0)
      if owners.isEmpty {
        drawMultinomial(&luck, to: &total)
      } else {
        for _ in 0..<unitCount {
          tables.add(Int(owners[luck.index(below: unitCount)]), times: 1, to: &total)
        }
      }
      body(total)
    }
  }

  /// The multinomial draw by one binomial draw after another, each of what is left.
  private func drawMultinomial(_ luck: inout Luck, to total: inout [Double]) {
    var (draws, mass) = (unitCount, unitCount)
    for table in 0..<tables.count where draws > 0 {
      let own = tables.multiplicities[table]
      let times = own == mass ? draws : luck.binomial(draws, Double(own) / Double(mass))
      if times > 0 { tables.add(table, times: Double(times), to: &total) }
      draws -= times
      mass -= own
    }
  }
}

/// The spread of a figure over the resamples in which it exists.
struct ResampledSpread {
  private var count = 0
  private var mean = 0.0
  private var squares = 0.0

  /// Takes in the figure of one resample; not a number means that it does not exist there.
  mutating func add(_ value: Double) {
    guard value.isFinite else { return }
    count += 1
    let step = value - mean
    mean += step / Double(count)
    squares += step * (value - mean)
  }

  /// The standard deviation; `nil` where the figure exists in less than half of `resamples`.
  func deviation(of resamples: Int) -> Double? {
    guard count >= 2, 2 * count >= resamples else { return nil }
    return max(0, squares / Double(count - 1)).squareRoot()
  }
}
