/// Counts of outcomes, one table a group, with equal tables kept once: what the bootstrap resamples.
///
/// An outcome is a small number, such as true class × predicted class × rank. Independent samples are groups
/// of one, so their distinct tables are the outcomes that occur: millions of rows become some dozens of
/// counts. The tables stand in a canonical order, so the order of the rows does not matter.
struct OutcomeTables: Hashable, Sendable {
  /// The number of different outcomes there can be.
  let outcomeCount: Int
  /// The number of groups.
  private(set) var groupCount: Int
  /// How many groups have each table.
  private(set) var multiplicities: [Int]
  /// Where each table begins among the entries, and where the last ends.
  private(set) var starts: [Int]
  /// The outcomes that a table has, rising.
  private(set) var outcomes: [Int32]
  /// How often it has them.
  private(set) var counts: [Int32]

  /// Above this number of distinct tables groups are dealt to as many bundles by luck.
  static let most = 4096

  /// The tables of some rows.
  init(outcomes rows: [Int32], outcomeCount: Int, groups: GroupedRows) {
    self.outcomeCount = outcomeCount
    groupCount = groups.count
    (multiplicities, starts, outcomes, counts) = ([], [0], [], [])
    guard let ofRow = groups.ofRow else {
      var totals = Array(repeating: 0, count: outcomeCount)
      for outcome in rows { totals[Int(outcome)] += 1 }
      for (outcome, total) in totals.enumerated() where total > 0 {
        append([UInt64(outcome) << 32 | 1], times: total)
      }
      return
    }
    var sorted = zip(ofRow, rows).map { UInt64($0) << 32 | UInt64($1) }
    sorted.sort()
    var found: [[UInt64]: Int] = [:]
    var place = 0
    while place < sorted.count {
      let group = sorted[place] >> 32
      var table: [UInt64] = []
      while place < sorted.count, sorted[place] >> 32 == group {
        let first = sorted[place]
        let start = place
        while place < sorted.count, sorted[place] == first { place += 1 }
        table.append((first & 0xFFFF_FFFF) << 32 | UInt64(place - start))
      }
      found[table, default: 0] += 1
    }
    for (table, times) in found.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      append(table, times: times)
    }
  }

  /// The tables of bundles of groups, one each: `owners` has the table of every group, and group g belongs to
  /// bundle g modulo `bundles`.
  init(_ whole: OutcomeTables, owners: [Int32], bundles: Int) {
    (outcomeCount, groupCount) = (whole.outcomeCount, bundles)
    (multiplicities, starts, outcomes, counts) = ([], [0], [], [])
    var total = Array(repeating: 0.0, count: outcomeCount)
    for bundle in 0..<bundles {
      for place in total.indices { total[place] = 0 }
      for group in stride(from: bundle, to: owners.count, by: bundles) {
        whole.add(Int(owners[group]), times: 1, to: &total)
      }
      append(
        total.enumerated().compactMap { outcome, count in
          count > 0 ? UInt64(outcome) << 32 | UInt64(count) : nil
        }, times: 1)
    }
  }

  /// Adds a table: entries of outcome in the upper half and count in the lower.
  private mutating func append(_ table: [UInt64], times: Int) {
    multiplicities.append(times)
    outcomes += table.map { Int32(truncatingIfNeeded: $0 >> 32) }
    counts += table.map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
    starts.append(outcomes.count)
  }

  /// The number of distinct tables.
  var count: Int { multiplicities.count }

  /// Adds a table `times` times to dense counts.
  func add(_ table: Int, times: Double, to total: inout [Double]) {
    for entry in starts[table]..<starts[table + 1] {
      total[Int(outcomes[entry])] += times * Double(counts[entry])
    }
  }

  /// The counts of all groups together.
  var total: [Double] {
    var total = Array(repeating: 0.0, count: outcomeCount)
    for table in 0..<count { add(table, times: Double(multiplicities[table]), to: &total) }
    return total
  }

  /// The number of groups with an outcome for which `holds` says yes.
  func groups(where holds: (Int) -> Bool) -> Int {
    (0..<count).reduce(0) { sum, table in
      let entries = starts[table]..<starts[table + 1]
      return sum + (entries.contains { holds(Int(outcomes[$0])) } ? multiplicities[table] : 0)
    }
  }
}
