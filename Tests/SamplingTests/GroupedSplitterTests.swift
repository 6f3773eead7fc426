import Core
import Sampling
import Testing

@Suite("The grouped splitter")
struct GroupedSplitterTests {
  static let cases: [(count: Int, largest: Int, mixed: Bool, shares: SplitShares)] = {
    guard let even = try? SplitShares(train: 0.5, val: 0.25, test: 0.25),
      let twoWay = try? SplitShares(train: 0.7, val: 0.3, test: 0),
      let noTrain = try? SplitShares(train: 0, val: 0, test: 1)
    else { return [] }
    return [
      (0, 1, false, .standard), (1, 1, false, .standard), (2, 2, true, .standard),
      (10, 3, false, even), (1000, 1, false, .standard), (997, 5, false, .standard),
      (800, 9, true, .standard), (981, 12, true, even), (500, 30, true, .standard),
      (300, 40, false, even), (640, 4, true, twoWay), (90, 6, false, noTrain),
    ]
  }()

  @Test("no group is on two sides, and every split is within one largest group", arguments: cases)
  func laws(count: Int, largest: Int, mixed: Bool, shares: SplitShares) throws {
    for seed in UInt64(0)..<8 {
      let candidates = Candidates.drawn(count: count, largest: largest, mixed: mixed, seed: seed)
      let splitter = GroupedSplitter(shares: shares, seed: seed, classCount: 7)
      let result = try splitter.assign(candidates)
      let leaks = try SplitLeaks(candidates, assignment: result.assignment)
      #expect(leaks.isClean && leaks.leakedIndices.isEmpty)
      for split in Split.allCases {
        #expect(abs(result.totalDeviation[split.order]) <= Double(result.largestGroup) + 1e-6)
        #expect(result.count(split) == result.assignment.count { $0 == split })
        if shares[split] == 0 { #expect(result.count(split) == 0) }
      }
    }
  }

  @Test("the order of the samples does not matter", arguments: [false, true])
  func orderDoesNotMatter(mixed: Bool) throws {
    let candidates = Candidates.drawn(count: 700, largest: 6, mixed: mixed, seed: 3)
    let splitter = GroupedSplitter(shares: .standard, seed: 5, classCount: 7)
    let straight = try splitter.assign(candidates)
    let order = Candidates.shuffled(candidates.count)
    let shuffled = try splitter.assign(order.map { candidates[$0] })
    #expect(order.map { straight.assignment[$0] } == shuffled.assignment)
    #expect(straight.deviation == shuffled.deviation)
  }

  @Test("single images meet the shares of every class to within one image")
  func stratified() throws {
    let candidates = Candidates.drawn(count: 5000, largest: 1, mixed: false, seed: 1)
    let result = try GroupedSplitter(shares: .standard, seed: 2, classCount: 7).assign(candidates)
    #expect(result.deviation.joined().allSatisfy { abs($0) <= 1 + 1e-9 })
    #expect(result.totalDeviation.allSatisfy { abs($0) <= 1 + 1e-9 })
  }

  @Test("subjects with images of every class are stratified far better than by chance")
  func subjectsAreStratified() throws {
    let candidates = Candidates.drawn(count: 1000, largest: 16, mixed: true, seed: 4)
    let result = try GroupedSplitter(shares: .standard, seed: 2, classCount: 7).assign(candidates)
    // A class has some 143 images: 14 for val, with a deviation of about 4 when groups are drawn.
    #expect(result.deviation.joined().allSatisfy { abs($0) <= 2 })
  }

  @Test("another seed gives another split")
  func seedMatters() throws {
    let candidates = Candidates.drawn(count: 400, largest: 2, mixed: false, seed: 1)
    let first = try GroupedSplitter(shares: .standard, seed: 1, classCount: 7).assign(candidates)
    let second = try GroupedSplitter(shares: .standard, seed: 2, classCount: 7).assign(candidates)
    #expect(first.assignment != second.assignment)
  }

  @Test(
    "adding images moves few others",
    arguments: [(1, false, 0.01), (4, false, 0.01), (8, true, 0.1)])
  func addingImages(largest: Int, mixed: Bool, allowed: Double) throws {
    let all = Candidates.drawn(count: 4000, largest: largest, mixed: mixed, seed: 6)
    let lastGroup = try #require(all.last?.group) - 20
    let some = all.filter { $0.group < lastGroup }
    let splitter = GroupedSplitter(shares: .standard, seed: 1, classCount: 7)
    let (before, after) = (try splitter.assign(some), try splitter.assign(all))
    let moved = zip(before.assignment, after.assignment).count { $0 != $1 }
    #expect(Double(moved) <= allowed * Double(some.count), "\(moved) moved")
  }

  @Test("with the previous assignment, adding images moves none", arguments: [false, true])
  func previousIsKept(mixed: Bool) throws {
    let all = Candidates.drawn(count: 900, largest: 5, mixed: mixed, seed: 8)
    let some = all.filter { $0.group % 3 != 0 }.map {
      SplitCandidate(key: $0.key, label: $0.label, group: $0.group / 3 * 2 + $0.group % 3 - 1)
    }
    let splitter = GroupedSplitter(shares: .standard, seed: 1, classCount: 7)
    let before = try splitter.assign(some)
    let previous = Dictionary(
      uniqueKeysWithValues: zip(some.map(\.key), before.assignment))
    let after = try splitter.assign(all, previous: previous)
    for (candidate, split) in zip(all, after.assignment) {
      if let old = previous[candidate.key] { #expect(split == old) }
    }
    #expect(after.movedSamples == 0)
    #expect(after.keptGroups == before.groupCount)
    #expect(after.totalDeviation.allSatisfy { abs($0) <= Double(after.largestGroup) })
  }

  @Test("merged groups go where most of their samples were; a tie goes to the later split")
  func mergedGroups() throws {
    func members(_ splits: [Split?]) throws -> (Split, Int) {
      let candidates = splits.indices.map {
        SplitCandidate(key: Candidates.key($0), label: 0, group: 0)
      }
      var previous: [SampleKey: Split] = [:]
      for (candidate, split) in zip(candidates, splits) { previous[candidate.key] = split }
      let result = try GroupedSplitter(shares: .standard, seed: 1, classCount: 2)
        .assign(candidates, previous: previous)
      return (result.assignment[0], result.movedSamples)
    }
    #expect(try members([.train, .train, .test, nil]) == (.train, 1))
    #expect(try members([.train, .test]) == (.test, 1))
    #expect(try members([.train, .val]) == (.val, 1))
  }

  @Test("what cannot be split is refused")
  func refusals() throws {
    let splitter = GroupedSplitter(shares: .standard, seed: 1, classCount: 2)
    let key = Candidates.key("x")
    #expect(throws: SamplingError.labelOutOfRange(label: 2, classCount: 2, key: key)) {
      try splitter.assign([SplitCandidate(key: key, label: 2, group: 0)])
    }
    #expect(throws: SamplingError.groupOutOfRange(group: 1, sampleCount: 1, key: key)) {
      try splitter.assign([SplitCandidate(key: key, label: 0, group: 1)])
    }
    #expect(throws: SamplingError.sampleInTwoGroups(key)) {
      try splitter.assign([
        SplitCandidate(key: key, label: 0, group: 0), SplitCandidate(key: key, label: 0, group: 1),
      ])
    }
    #expect(throws: SamplingError.sharesSum(0.9)) {
      try SplitShares(train: 0.9, val: 0, test: 0)
    }
    #expect(throws: SamplingError.shareOutOfRange(.val, -0.5)) {
      try SplitShares(train: 1, val: -0.5, test: 0.5)
    }
  }

  @Test("a small split is pinned")
  func pinned() throws {
    let candidates = Candidates.drawn(count: 30, largest: 3, mixed: true, seed: 1)
    let result = try GroupedSplitter(shares: .standard, seed: 42, classCount: 7).assign(candidates)
    let text = result.assignment.map { String($0.rawValue.prefix(2)) }.joined(separator: " ")
    #expect(text == Self.pinnedText)
  }

  static let pinnedText =
    "tr tr te tr tr tr tr tr tr tr tr tr tr tr va va va tr tr va te te te tr tr tr tr tr tr tr"
}
