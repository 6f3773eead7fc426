import Core
import Curation
import Imaging
import TestSupport
import Testing

@Suite("The search for near duplicates")
struct NearSearchTests {
  private static func search(
    _ images: [Image], settings: NearDuplicateSettings = .standard, threads: Int = 2
  ) throws -> NearSearch.Outcome {
    try NearSearching.search(images, settings: settings, threads: threads, isReversed: true)
  }

  /// A face-like drawing: an oval, eyes and mouth at places that follow from a number, over rough skin.
  private static func drawing(_ number: Int, side: Int = 48) throws -> Image {
    var state = UInt64(number &+ 1) &* 0x9E37_79B9_7F4A_7C15
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let spots = (0..<24).map { _ in (next(side), next(side), 2 + next(9), next(220) - 110) }
    var pixels: [UInt8] = []
    for y in 0..<side {
      for x in 0..<side {
        var level = 128
        for (cx, cy, reach, height) in spots
        where (x - cx) * (x - cx) + (y - cy) * (y - cy) < reach * reach { level += height }
        pixels.append(UInt8(clamping: level))
      }
    }
    return try Image(width: side, height: side, channels: 1, pixels: pixels)
  }

  private static func changed(
    _ image: Image, _ change: (_ x: Int, _ y: Int) -> Int
  ) throws -> Image {
    var pixels: [UInt8] = []
    for y in 0..<image.height {
      for x in 0..<image.width { pixels.append(UInt8(clamping: change(x, y))) }
    }
    return try Image(width: image.width, height: image.height, channels: 1, pixels: pixels)
  }

  @Test("finds pictures that are moved, mirrored, lit, made smaller, and no others")
  func finds() throws {
    var images = try (0..<40).map { try Self.drawing($0) }
    let one = images[3]
    images.append(
      try Self.changed(one) { x, y in Int(one[min(x + 2, 47), max(y - 1, 0), 0]) })
    images.append(try Self.changed(one) { x, y in Int(one[47 - x, y, 0]) * 8 / 10 + 30 })
    images.append(try one.resized(width: 43, height: 43))
    images.append(images[7])
    let found = try Self.search(images)
    let pairs = found.pairs.map { [$0.first, $0.second] }
    #expect(pairs == [[3, 40], [3, 41], [3, 42], [7, 43], [40, 41], [40, 42], [41, 42]])
    #expect(found.isExhaustive && found.isComplete && found.blanks == 0)
    let moved = try #require(found.pairs.first)
    #expect(moved.transform == PairTransform(shiftX: 2, shiftY: -1))
    #expect(found.pairs[1].transform.isMirrored)
    #expect(found.pairs[3].millionths == 1_000_000)
  }

  @Test("finds quarter turns where they are asked for", arguments: [1, 2, 3])
  func turns(quarterTurns: Int) throws {
    let one = try Self.drawing(1)
    // Turning the second clockwise must give the first, so the second is the first turned back.
    let back = try Self.changed(one) { x, y in
      switch quarterTurns {
      case 1: Int(one[47 - y, x, 0])
      case 2: Int(one[47 - x, 47 - y, 0])
      default: Int(one[y, 47 - x, 0])
      }
    }
    let images = [one, try Self.drawing(2), back]
    #expect(try Self.search(images).pairs.isEmpty)
    let found = try Self.search(images, settings: NearDuplicateSettings(includesTurns: true))
    #expect(
      found.pairs == [
        NearPair(
          first: 0, second: 2, millionths: 1_000_000,
          transform: PairTransform(quarterTurns: quarterTurns))
      ])
  }

  @Test("is the same for any number of threads", arguments: [1, 3])
  func threads(count: Int) throws {
    let images = try (0..<300).map { try Self.drawing($0 % 90) }
    #expect(try Self.search(images, threads: count) == Self.search(images, threads: 2))
    #expect(try Self.search(images).pairs.count >= 210 + 30 * 2)
  }

  @Test("by hashes it finds a part of what all pairs give, and equal pictures always")
  func hashes() throws {
    let images = try (0..<200).map { try Self.drawing($0 % 100) }
    let all = try Self.search(images)
    let some = try Self.search(images, settings: NearDuplicateSettings(method: .hashes))
    #expect(!some.isExhaustive)
    #expect(Set(some.pairs).isSubset(of: Set(all.pairs)))
    #expect(some.pairs.filter { $0.second == $0.first + 100 }.count == 100)
  }

  @Test("blank pictures are near nothing; none and one picture are no trouble")
  func blanks() throws {
    let blank = try Image(width: 20, height: 30, channels: 3, repeating: 9)
    let found = try Self.search([blank, blank, try Self.drawing(1)])
    #expect(found.pairs.isEmpty)
    #expect(found.blanks == 2)
    #expect(try Self.search([]).pairs.isEmpty)
    #expect(try Self.search([blank]).pairs.isEmpty)
  }

  @Test("a group is a tree of shortest chains to whoever has most near duplicates in it")
  func groups() {
    func pair(_ first: Int32, _ second: Int32, _ millionths: Int32) -> NearPair {
      NearPair(
        first: first, second: second, millionths: millionths, transform: PairTransform())
    }
    let groups = NearGroups([
      pair(8, 9, 990_000), pair(1, 2, 960_000), pair(2, 3, 970_000), pair(2, 5, 980_000),
      pair(3, 4, 951_000), pair(5, 4, 952_000),
    ]).groups
    #expect(groups.map { $0.map(\.picture) } == [[2, 1, 3, 5, 4], [8, 9]])
    #expect(groups[0].map(\.steps) == [0, 1, 1, 1, 2])
    #expect(groups[0].map(\.link) == [2, 2, 2, 2, 5])
    #expect(groups[0].last?.millionths == 952_000)
  }
}
