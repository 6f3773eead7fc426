internal import Core
internal import Evaluation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Times the scores of many predictions, or counts how often the intervals cover the truth.
@main
struct EntryPoint {
  /// How to call it.
  static let usage = """
    score-bench time ROWS CLASSES [GROUP-SIZE]
    score-bench cover CLASSES UNITS GROUP-SIZE LIFT BOND SAMPLES RESAMPLES
    """

  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      print("score-bench: \(error)")
      exit(1)
    }
  }

  private static func run(_ words: [String]) throws {
    let numbers = words.dropFirst().compactMap(Double.init)
    if words.first == "time", numbers.count == 2 || numbers.count == 3 {
      let size = numbers.count == 3 ? Int(numbers[2]) : 1
      try time(rows: Int(numbers[0]), classes: Int(numbers[1]), groupSize: size)
    } else if words.first == "cover", numbers.count == 7 {
      try cover(numbers)
    } else {
      print(usage)
      exit(64)
    }
  }

  private static func time(rows: Int, classes: Int, groupSize: Int) throws {
    var (labels, table, groups) = ([Int](), [Float](), [UInt64]())
    labels.reserveCapacity(rows)
    table.reserveCapacity(rows * classes)
    var luck = LuckKey(seed: 1, purpose: "score-bench").luck(for: 0, epoch: 0)
    var weights = Array(repeating: Float(0), count: classes)
    for row in 0..<rows {
      let label = luck.index(below: classes)
      var sum: Float = 0
      for k in 0..<classes {
        weights[k] = luck.unit() + (k == label ? luck.unit() : 0) + 0.01
        sum += weights[k]
      }
      for weight in weights { table.append(weight / sum) }
      labels.append(label)
      if groupSize > 1 { groups.append(UInt64(row / groupSize)) }
    }
    let key = SampleKey(.sha256(of: "one for all"))
    let predictions = try Predictions(
      probabilities: table, labels: labels, keys: Array(repeating: key, count: rows),
      classNames: (0..<classes).map { "class \($0)" }, groups: groupSize > 1 ? groups : nil)
    table = []
    let before = peak()
    for (name, plan) in [("figures alone", nil), ("with intervals", IntervalPlan())] {
      let start = ContinuousClock.now
      let report = MetricsReport(predictions, intervals: plan)
      let took = ContinuousClock.now - start
      let accuracy = report.accuracy.value ?? 0
      print("\(name): \(took), accuracy \(PlainNumber.text(accuracy, 4))")
    }
    print("peak with the predictions alone \(before) MB, at the end \(peak()) MB")
  }

  private static func cover(_ numbers: [Double]) throws {
    let size = Int(numbers[2])
    let population = try SimulatedPopulation(
      classes: Int(numbers[0]), units: 20_000 / size, groupSize: size, lift: numbers[3],
      bond: numbers[4])
    let truth = MetricsReport(population.whole, intervals: nil)
    print("true accuracy \(PlainNumber.text(truth.accuracy.value ?? 0, 4))")
    let coverage = try population.coverage(
      units: Int(numbers[1]), samples: Int(numbers[5]), resamples: Int(numbers[6]))
    for (name, share) in coverage.sorted(by: { $0.key < $1.key }) {
      print("\(name) \(PlainNumber.text(share * 100, 1)) %")
    }
  }

  /// The largest resident set of this process so far, in MB; nothing is mapped here.
  private static func peak() -> Int {
    var usage = rusage()
    #if canImport(Glibc)
      // 0 is RUSAGE_SELF, which the C header gives two types.
      getrusage(0, &usage)
    #endif
    return usage.ru_maxrss / 1024
  }
}
