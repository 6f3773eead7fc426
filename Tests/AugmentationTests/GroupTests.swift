import Augmentation
import Core
import Imaging
import Testing

@Suite("Groups of augmentation steps")
struct GroupTests {
  private static let members = #"""
    [{"step":"horizontal-flip"},{"step":"gamma","range":0.5},{"step":"blur","sigma":[1,2]}]
    """#

  /// How often each number of steps, and each step, is applied in 4,000 draws.
  private func counts(_ text: String) throws -> (numbers: [Int], steps: [Int]) {
    let policy = try Fixtures.policy(text)
    let image = try Fixtures.drawn(2, 3, 1)
    var numbers = [Int](repeating: 0, count: policy.steps.count + 1)
    var steps = [Int](repeating: 0, count: policy.steps.count)
    for word in 0..<4000 {
      var luck = Fixtures.luck(UInt64(word))
      let applied = policy.apply(to: image, luck: &luck).trace.entries.map(\.isApplied)
      numbers[applied.count { $0 }] += 1
      for (index, isApplied) in applied.enumerated() where isApplied { steps[index] += 1 }
    }
    return (numbers, steps)
  }

  @Test("one of them is one of them, by weight")
  func choosesOne() throws {
    let even = try counts(#"{"one-of":\#(Self.members),"probability":1}"#)
    #expect(even.numbers == [0, 4000, 0, 0])
    #expect(even.steps.allSatisfy { abs($0 - 1333) < 120 })
    let uneven = try counts(
      #"{"one-of":\#(Self.members),"probability":0.5,"weights":[1,6,3]}"#)
    #expect(abs(uneven.numbers[0] - 2000) < 130)
    #expect(abs(uneven.steps[0] - 200) < 60)
    #expect(abs(uneven.steps[1] - 1200) < 120)
    #expect(abs(uneven.steps[2] - 600) < 100)
  }

  @Test("some of them are as many as were asked for, by weight without putting back")
  func choosesSome() throws {
    let two = try counts(#"{"some-of":\#(Self.members),"count":2,"probability":1}"#)
    #expect(two.numbers == [0, 0, 4000, 0])
    #expect(two.steps.allSatisfy { abs($0 - 2667) < 120 })
    let range = try counts(#"{"some-of":\#(Self.members),"count":[0,3],"probability":1}"#)
    #expect(range.numbers.allSatisfy { $0 > 500 })
    let one = try counts(
      #"{"some-of":\#(Self.members),"count":1,"probability":1,"weights":[1,6,3]}"#)
    #expect(abs(one.steps[0] - 400) < 90)
    #expect(abs(one.steps[1] - 2400) < 130)
    #expect(abs(one.steps[2] - 1200) < 120)
  }

  @Test("the number of draws is fixed, whatever is chosen", arguments: Fixtures.lists)
  func drawsAlike(steps: String) throws {
    let policy = try Fixtures.policy(steps)
    let images = [try Fixtures.drawn(1, 1, 1), try Fixtures.drawn(31, 20, 3)]
    var lengths: Set<Int> = []
    for word in 0..<40 {
      let start = Fixtures.luck(UInt64(word))
      for image in images {
        var (end, reference) = (start, start)
        _ = policy.apply(to: image, luck: &end)
        let following = end.nextUInt64()
        lengths.insert(
          (0..<200).first { _ in
            var peek = reference
            _ = reference.nextUInt32()
            return peek.nextUInt64() == following
          } ?? -1)
      }
    }
    #expect(lengths.count == 1)
    #expect(!lengths.contains(-1))
  }

  @Test("random nested policies are replayed byte for byte, and in place")
  func replaysRandomPolicies() throws {
    var luck = LuckKey(seed: 8, purpose: "policies").luck(for: 0, epoch: 0)
    let image = try Fixtures.drawn(23, 17, 3)
    for round in 0..<40 {
      let text = (0...luck.index(below: 3)).map { _ in Self.item(&luck, depth: 0) }
      let policy = try Fixtures.policy(text.joined(separator: ","))
      for word in 0..<5 {
        var first = Fixtures.luck(UInt64(word), epoch: UInt32(round))
        var second = first
        let (changed, trace) = policy.apply(to: image, luck: &first)
        let read = try AugmentationTrace(json: JSON(parsing: trace.json.text()))
        #expect(read == trace)
        #expect(try policy.replay(read, on: image) == changed)
        var copy = image
        var scratch = image.pixels
        copy.withMutablePixels { samples in
          scratch.withUnsafeMutableBufferPointer { scratch in
            let grid = PixelGrid(
              samples: samples, width: 23, height: 17, channels: 3, layout: .interleaved)
            policy.applyInPlace(grid, luck: &second, scratch: scratch)
          }
        }
        #expect(copy == changed)
        #expect(first.nextUInt64() == second.nextUInt64())
      }
    }
  }

  private static func item(_ luck: inout Luck, depth: Int) -> String {
    let kind = depth > 2 ? 0 : luck.index(below: 4)
    guard kind > 1 else { return Fixtures.steps[luck.index(below: Fixtures.steps.count)] }
    let count = 2 + luck.index(below: 3)
    let members = (0..<count).map { _ in item(&luck, depth: depth + 1) }.joined(separator: ",")
    let most = luck.index(below: count + 1)
    return kind == 2
      ? #"{"one-of":[\#(members)],"probability":0.8}"#
      : #"{"some-of":[\#(members)],"count":[0,\#(most)],"probability":0.9}"#
  }

  @Test("a trace that chooses more than the group does is refused")
  func refusesTooMany() throws {
    let policy = try Fixtures.policy(
      #"{"one-of":[{"step":"horizontal-flip"},{"step":"gamma","range":0.5}]}"#)
    let trace = try AugmentationTrace(
      json: .parsed(
        #"""
        [{"step":"horizontal-flip","applied":true},{"step":"gamma","applied":true,"exponent":0.9}]
        """#))
    #expect(
      throws: AugmentationError.tooManyChosen(group: "one-of", recorded: 2, most: 1)
    ) { try policy.replay(trace, on: try Fixtures.drawn(4, 4, 1)) }
    #expect(
      AugmentationError.tooManyChosen(group: "one-of", recorded: 2, most: 1).description
        == "the trace applies 2 members of a 'one-of' that chooses at most 1; "
        + "take it from rows.csv unchanged")
  }

  @Test(
    "mistakes in groups name the place",
    arguments: [
      (
        #"{"one-of":[{"step":"horizontal-flip"}]}"#,
        "a.yaml: steps[0].one-of: a group has 2…16 members, this one 1"
      ),
      (
        #"{"some-of":[{"step":"horizontal-flip"},{"step":"horizontal-flip"}]}"#,
        "a.yaml: steps[0]: the key 'count' is missing"
      ),
      (
        #"{"some-of":[{"step":"horizontal-flip"},{"step":"horizontal-flip"}],"count":3}"#,
        "a.yaml: steps[0].count: 3 is outside 0…2"
      ),
      (
        #"{"one-of":[{"step":"horizontal-flip"},{"step":"horizontal-flip"}],"weights":[1]}"#,
        "a.yaml: steps[0].weights: 1 weights for 2 members; give each one"
      ),
      (
        #"{"one-of":[{"step":"horizontal-flip"},{"stp":"horizontal-flip"}]}"#,
        "a.yaml: steps[0].one-of[1]: the key 'step' is missing"
      ),
      (
        #"{"one-of":[{"step":"horizontal-flip"},{"step":"horizontal-flip"}],"count":1}"#,
        "a.yaml: steps[0]: unknown key 'count'; "
          + "known keys: one-of, probability, weights"
      ),
      (
        #"{"step":"zoom","range":[1.2,0.8]}"#,
        "a.yaml: steps[0].range: the least number stands first; exchange them"
      ),
      (
        #"{"step":"zoom","range":0.1,"border":"constant"}"#,
        "a.yaml: steps[0].border: say which: {constant: 128}, 0…255"
      ),
    ])
  func names(steps: String, message: String) {
    do {
      _ = try Fixtures.policy(steps)
      Issue.record("accepted")
    } catch {
      #expect("\(error)" == message)
    }
  }

  @Test("groups stand in one another eight deep, and no deeper")
  func limitsDepth() throws {
    var text = #"{"step":"horizontal-flip"}"#
    for _ in 0..<8 { text = #"{"one-of":[\#(text),{"step":"horizontal-flip"}]}"# }
    _ = try Fixtures.policy(text)
    #expect(throws: SettingsError.self) {
      try Fixtures.policy(#"{"one-of":[\#(text),{"step":"horizontal-flip"}]}"#)
    }
  }
}
