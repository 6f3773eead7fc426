import Core
import Sampling
import Testing

@Suite("Grouped folds")
struct GroupedFoldsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let count: Int
    let largest: Int
    let mixed: Bool
    let folds: Int
    var testDescription: String { "\(count) in groups of \(largest), \(folds) folds, \(mixed)" }
  }

  static let cases = [
    Case(count: 40, largest: 1, mixed: false, folds: 2),
    Case(count: 1000, largest: 1, mixed: false, folds: 10),
    Case(count: 981, largest: 12, mixed: true, folds: 10),
    Case(count: 700, largest: 5, mixed: false, folds: 7),
    Case(count: 60, largest: 3, mixed: true, folds: 5),
  ]

  static func candidates(_ item: Case) -> [SplitCandidate] {
    Candidates.drawn(count: item.count, largest: item.largest, mixed: item.mixed, seed: 3)
  }

  @Test("every sample is in one fold, and a group in one alone", arguments: cases)
  func groupsStay(item: Case) throws {
    let candidates = Self.candidates(item)
    let folds = try GroupedFolds(count: item.folds, seed: 1, classCount: 7).assign(candidates)
    #expect(folds.count == candidates.count)
    #expect(Set(folds) == Set(0..<item.folds))
    var foldOfGroup: [Int: Int] = [:]
    for (candidate, fold) in zip(candidates, folds) {
      #expect(foldOfGroup[candidate.group, default: fold] == fold)
      foldOfGroup[candidate.group] = fold
    }
  }

  @Test("folds are of even size, to two largest groups", arguments: cases)
  func sizes(item: Case) throws {
    let folds = try GroupedFolds(count: item.folds, seed: 1, classCount: 7)
      .assign(Self.candidates(item))
    for fold in 0..<item.folds {
      let size = Double(folds.count { $0 == fold })
      let even = Double(item.count) / Double(item.folds)
      #expect(abs(size - even) <= 2 * Double(item.largest), "fold \(fold): \(size)")
    }
  }

  @Test("a class of single images is dealt evenly, to one image")
  func stratified() throws {
    let candidates = Candidates.drawn(count: 997, largest: 1, mixed: false, seed: 5)
    let folds = try GroupedFolds(count: 10, seed: 2, classCount: 7).assign(candidates)
    for label in 0..<7 {
      let own = zip(candidates, folds).filter { $0.0.label == label }
      for fold in 0..<10 {
        let share = Double(own.count) / 10
        #expect(abs(Double(own.count { $0.1 == fold }) - share) <= 1.0001, "\(label) in \(fold)")
      }
    }
  }

  @Test("classes in mixed groups are dealt better than by luck")
  func mixed() throws {
    let candidates = Candidates.drawn(count: 981, largest: 12, mixed: true, seed: 7)
    let folds = try GroupedFolds(count: 10, seed: 2, classCount: 7).assign(candidates)
    // χ² of the table of folds and classes, whose expectation is 54 where single samples are dealt by luck.
    var square = 0.0
    for label in 0..<7 {
      let all = Double(candidates.count { $0.label == label })
      for fold in 0..<10 {
        let size = Double(folds.count { $0 == fold })
        let expected = all * size / Double(candidates.count)
        let count = Double(zip(candidates, folds).count { $0.0.label == label && $0.1 == fold })
        square += (count - expected) * (count - expected) / expected
      }
    }
    #expect(square < 27, "\(square)")
  }

  @Test("the order of the candidates does not matter, the seed does")
  func keyed() throws {
    let candidates = Candidates.drawn(count: 300, largest: 4, mixed: true, seed: 1)
    let dealer = GroupedFolds(count: 5, seed: 1, classCount: 7)
    let folds = try dealer.assign(candidates)
    let order = Candidates.shuffled(candidates.count)
    #expect(try dealer.assign(order.map { candidates[$0] }) == order.map { folds[$0] })
    #expect(try GroupedFolds(count: 5, seed: 2, classCount: 7).assign(candidates) != folds)
  }

  @Test("too few groups for the folds are refused")
  func tooFew() {
    let candidates = (0..<12).map {
      SplitCandidate(key: Candidates.key($0), label: 0, group: $0 / 4)
    }
    #expect(throws: SamplingError.emptyFold(fold: 4, folds: 4, groups: 3)) {
      try GroupedFolds(count: 4, seed: 1, classCount: 1).assign(candidates)
    }
  }
}
