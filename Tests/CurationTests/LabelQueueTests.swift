import Core
import Curation
import Testing

@Suite("Queues of label errors")
struct LabelQueueTests {
  @Test(
    "predictions that are sure of every label leave nothing to look at", arguments: [2, 3, 7, 12])
  func quiet(classes: Int) throws {
    let labels = (0..<10 * classes).map { $0 % classes }
    let rows = labels.flatMap { label in (0..<classes).map { $0 == label ? 1.0 : 0 } }
    let data = try LabelledProbabilities(
      labels: labels, probabilities: rows, classCount: classes)
    for filter in LabelIssues.Filter.allCases {
      let queues = LabelQueues(data, filter: filter)
      #expect(queues.wrong.isEmpty && queues.ambiguous.isEmpty)
    }
  }

  @Test("renaming the classes renames everything and changes nothing else", arguments: [1, 2, 3])
  func equivariance(seed: UInt64) throws {
    let data = try DrawnLabels.data(seed: seed, count: 500, classes: 7)
    let names = [3, 6, 0, 5, 1, 2, 4]
    // The noise rates' counts are rounded, and of equal remainders the class's place decides.
    let other = LabelQueues(
      try DrawnLabels.renamed(data, names), filter: .confidentLearning)
    let queues = LabelQueues(data, filter: .confidentLearning)
    #expect(!queues.wrong.isEmpty && !queues.ambiguous.isEmpty)
    #expect(other.wrong.map(\.sample) == queues.wrong.map(\.sample))
    #expect(other.ambiguous.map(\.sample) == queues.ambiguous.map(\.sample))
    #expect(other.wrong.map(\.suggestion) == queues.wrong.map { names[$0.suggestion] })
    for label in 0..<7 {
      for guess in 0..<7 {
        let (old, new) = (queues.issues.joint.counts, other.issues.joint.counts)
        #expect(new[names[label]][names[guess]] == old[label][guess])
      }
    }
  }

  @Test("a label that everything speaks against comes first, with the class to look at")
  func plantedError() throws {
    let data = try DrawnLabels.data(seed: 4, count: 400, classes: 5, trust: 1, noise: 0)
    var (labels, rows) = (data.labels, data.probabilities)
    labels[17] = 2
    rows.replaceSubrange(17 * 5..<18 * 5, with: [0, 0, 0.001, 0.999, 0])
    let queues = LabelQueues(
      try LabelledProbabilities(labels: labels, probabilities: rows, classCount: 5))
    #expect(queues.wrong.first?.sample == 17)
    #expect(queues.wrong.first?.suggestion == 3 && queues.wrong.first?.label == 2)
  }

  @Test("no sample is in both queues; two peaks, flat rows and divided votes are ambiguous")
  func partition() throws {
    let data = try DrawnLabels.data(seed: 5, count: 900, classes: 7, trust: 0.5, noise: 0.3)
    var rows = data.probabilities
    rows.replaceSubrange(0..<7, with: [0.48, 0, 0, 0.5, 0.02, 0, 0])
    rows.replaceSubrange(7..<14, with: [0.3, 0.15, 0.15, 0.1, 0.1, 0.1, 0.1])
    rows.replaceSubrange(14..<21, with: [0.9, 0.05, 0.05, 0, 0, 0, 0])
    rows.replaceSubrange(21..<28, with: [0.9, 0.05, 0.05, 0, 0, 0, 0])
    let votes: [Int: [Float]] = [2: [0.5, 0.5, 0, 0, 0, 0, 0], 3: [0.8, 0.2, 0, 0, 0, 0, 0]]
    let queues = LabelQueues(
      try LabelledProbabilities(labels: data.labels, probabilities: rows, classCount: 7),
      votes: { votes[$0] })
    let why = Dictionary(uniqueKeysWithValues: queues.ambiguous.map { ($0.sample, $0.ambiguity) })
    #expect(why[0] == .twoPeaks && why[1] == .flat && why[2] == .votes && why[3] == nil)
    #expect(Set(queues.wrong.map(\.sample)).isDisjoint(with: why.keys))
    #expect(queues.wrong.allSatisfy { $0.isDoubted && $0.normalizedMargin < 0.5 })
    let doubted = queues.issues.isDoubted.count { $0 }
    #expect(queues.wrong.count + queues.ambiguous.count { $0.isDoubted } == doubted)
    // The narrowest first: votes of equal shares have no margin at all.
    #expect(queues.ambiguous.first?.topMargin ?? 1 <= 0.1 || queues.ambiguous.first?.sample == 2)
  }

  @Test("a class without samples is never suggested by confidence, and takes nothing from others")
  func emptyClass() throws {
    let data = try DrawnLabels.data(seed: 6, count: 300, classes: 4)
    let rows = (0..<data.count).flatMap { Array(data.row($0)) + [0.0] }
    let wider = try LabelledProbabilities(
      labels: data.labels, probabilities: rows, classCount: 5)
    let (own, other) = (LabelIssues(data), LabelIssues(wider))
    #expect(other.isDoubted == own.isDoubted)
    #expect(other.joint.thresholds == own.joint.thresholds + [2])
    #expect(other.joint.calibrated[4] == [0, 0, 0, 0, 0])
  }

  @Test("what is no set of labels and probabilities is refused, with a sentence that says why")
  func refusals() {
    let cases: [(labels: [Int], rows: [Double], classes: Int, word: String)] = [
      ([0], [1], 1, "two classes"), ([], [], 3, "no samples"),
      ([0, 1], [0.5, 0.5, 0.5], 2, "3 probabilities"), ([2], [0.5, 0.5], 2, "none of the 2"),
      ([0], [0.5, .nan], 2, "between 0 and 1"), ([0], [1.5, 0], 2, "between 0 and 1"),
    ]
    for (labels, rows, classes, word) in cases {
      let error = #expect(throws: LabelError.self) {
        try LabelledProbabilities(labels: labels, probabilities: rows, classCount: classes)
      }
      #expect(error?.description.contains(word) == true)
    }
  }
}
