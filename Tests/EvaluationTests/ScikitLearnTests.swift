import Core
import Evaluation
import Testing

@Suite("Scores beside scikit-learn's")
struct ScikitLearnTests {
  static let sets = Result { try (0..<1000).map { try DrawnPredictions.make($0) } }

  @Test("every figure of 1,000 sets is equal to 1e-12, and undefined where theirs is 0/0")
  func equal() throws {
    let sets = try Self.sets.get()
    let starts = RecordedScores.starts(sets.map(\.classCount))
    let numbers = RecordedScores.numbers
    try #require(numbers.count == starts.last)
    var (compared, undefined, worst) = (0, 0, 0.0)
    for (number, set) in sets.enumerated() {
      let report = MetricsReport(set, intervals: nil)
      var ours = report.overall.reduce(into: [String: Figure]()) { $0[$1.name] = $1.figure }
      var place = starts[number]
      func compare(_ names: [String], _ what: String) {
        for name in names {
          let (theirs, figure) = (numbers[place], ours[name])
          place += 1
          if let value = figure?.value {
            compared += 1
            worst = max(worst, abs(value - theirs))
            if !(abs(value - theirs) <= 1e-12) {
              Issue.record("set \(number), \(what) \(name): \(value), not \(theirs)")
            }
          } else {
            undefined += 1
            // accuracy@k does not exist from k = K on, nor among theirs.
            #expect(theirs.isNaN, "set \(number), \(what) \(name)")
          }
        }
      }
      compare(RecordedScores.overall, "overall")
      for metrics in report.classes {
        ours = metrics.figures.reduce(into: [:]) { $0[$1.name] = $1.figure }
        compare(RecordedScores.ofClass, metrics.name)
      }
    }
    #expect(compared > 75_000 && undefined > 2000)
    #expect(worst <= 1e-12)
  }

  @Test("the sets hold empty classes, single classes, ties, and perfect and absurd certainty")
  func coverage() throws {
    let sets = try Self.sets.get()
    let reports = sets.map { MetricsReport($0, intervals: nil) }
    #expect(Set(sets.map(\.classCount)) == Set(2...7))
    #expect(reports.count { $0.classes.contains { $0.support == 0 } } >= 100)
    #expect(reports.count { $0.majorityShare.value == 1 } >= 40)
    #expect(reports.count { $0.accuracy.value == 1 && $0.support > 12 } >= 15)
    #expect(sets.count { set in set.probabilities.allSatisfy { $0 == 0 || $0 == 1 } } >= 150)
    #expect(reports.count { $0.logLoss.value ?? 0 > 5 } >= 100)
    let tied = sets.count { set in
      (0..<set.count).contains { row in
        let best = set.predictedClass(row: row)
        return (0..<set.classCount).contains {
          $0 != best && set.probability(row: row, of: $0) == set.probability(row: row, of: best)
        }
      }
    }
    #expect(tied >= 200)
  }

  @Test("what is resampled follows the same definitions", arguments: 0..<60)
  func counted(number: Int) throws {
    let set = try DrawnPredictions.make(number)
    let report = MetricsReport(set, intervals: nil)
    let counted = CountedFigures(classes: set.classCount, ranks: report.accuracyAtK.count)
    var counts = Array(repeating: 0.0, count: counted.outcomeCount)
    for row in 0..<set.count {
      let outcome = counted.outcome(
        label: set.labels[row], predicted: set.predictedClass(row: row),
        rank: set.rankOfLabel(row: row))
      counts[Int(outcome)] += 1
    }
    let values = counted.figures(counts)
    var names = counted.overallNames
    var figures = report.overall.reduce(into: [String: Figure]()) { $0[$1.name] = $1.figure }
    for metrics in report.classes {
      names += counted.classFigureNames.map { "\(metrics.name)/\($0)" }
      for (name, figure, _) in metrics.figures { figures["\(metrics.name)/\(name)"] = figure }
    }
    #expect(names.count == values.count)
    for (name, value) in zip(names, values) {
      let figure = try #require(figures[name], "\(name)")
      if let expected = figure.value {
        #expect(abs(value - expected) < 1e-12, "\(name)")
      } else {
        #expect(!value.isFinite, "\(name)")
      }
    }
  }
}
