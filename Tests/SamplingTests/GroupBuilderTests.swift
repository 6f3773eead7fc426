import Core
import Sampling
import Testing

@Suite("Groups")
struct GroupBuilderTests {
  @Test("equal subjects, equal content and joined pairs make one group")
  func joins() throws {
    var builder = GroupBuilder(count: 7)
    builder.join(equal: ["a", "a", nil, "b", nil, nil, nil])
    builder.join(equal: [nil, 5, 5, nil, 8, nil, nil])
    builder.join(4, 5)
    let groups = try builder.groups(keys: (0..<7).map { Candidates.key($0) })
    #expect(groups[0] == groups[1] && groups[1] == groups[2])
    #expect(groups[4] == groups[5])
    #expect(Set([groups[0], groups[3], groups[4], groups[6]]).count == 4)
    #expect(Set(groups) == Set(0..<4))
  }

  @Test("a sample's group number does not depend on the order of the samples")
  func canonical() throws {
    let keys = (0..<200).map { Candidates.key($0) }
    let subjects = (0..<200).map { $0 % 3 == 0 ? nil : Optional($0 % 17) }
    var builder = GroupBuilder(count: 200)
    builder.join(equal: subjects)
    let straight = try builder.groups(keys: keys)
    let order = Candidates.shuffled(200)
    var other = GroupBuilder(count: 200)
    other.join(equal: order.map { subjects[$0] })
    let shuffled = try other.groups(keys: order.map { keys[$0] })
    #expect(order.map { straight[$0] } == shuffled)
  }

  @Test("samples with one key are one group, joined or not")
  func equalKeys() throws {
    let key = Candidates.key("twin")
    let groups = try GroupBuilder(count: 3).groups(keys: [key, Candidates.key("else"), key])
    #expect(groups[0] == groups[2] && groups[0] != groups[1])
  }

  @Test("joining is the same in any order and any direction", arguments: UInt64(0)..<5)
  func confluent(seed: UInt64) throws {
    var luck = LuckKey(seed: seed, purpose: "pairs").luck(for: 0, epoch: 0)
    let pairs = (0..<120).map { _ in (luck.index(below: 150), luck.index(below: 150)) }
    let keys = (0..<150).map { Candidates.key($0) }
    var (forward, backward) = (GroupBuilder(count: 150), GroupBuilder(count: 150))
    for pair in pairs { forward.join(pair.0, pair.1) }
    for pair in pairs.reversed() { backward.join(pair.1, pair.0) }
    #expect(try forward.groups(keys: keys) == backward.groups(keys: keys))
  }

  @Test("nothing makes no groups, and a wrong number of keys is refused")
  func edges() throws {
    #expect(try GroupBuilder(count: 0).groups(keys: []).isEmpty)
    #expect(throws: SamplingError.countMismatch(what: "sample keys", count: 0, expected: 1)) {
      try GroupBuilder(count: 1).groups(keys: [])
    }
  }
}
