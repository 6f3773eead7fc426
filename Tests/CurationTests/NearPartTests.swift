import Core
import Curation
import Imaging
import TestSupport
import Testing

@Suite("Near duplicates of which one is a part of the other")
struct NearPartTests {
  private static func search(
    _ images: [Image], settings: NearDuplicateSettings = .standard, threads: Int = 2
  ) throws -> NearSearch.Outcome {
    try NearSearching.search(images, settings: settings, threads: threads)
  }

  private static let others = try? (2..<12).map { try DrawnPicture.spotted($0) }

  private static func cropped(
    _ image: Image, _ left: Int, _ top: Int, _ right: Int, _ bottom: Int
  ) throws -> Image {
    try image.cropped(
      to: PixelBox(
        x: left, y: top, width: image.width - left - right, height: image.height - top - bottom))
  }

  @Test(
    "a crop is found, whichever of the two comes first",
    arguments: [
      [2, 0, 0, 0], [0, 2, 2, 0], [1, 1, 1, 1], [2, 2, 2, 2], [2, 3, 4, 2], [4, 4, 4, 4],
    ],
    [false, true])
  func crops(sides: [Int], isFirst: Bool) throws {
    let whole = try DrawnPicture.spotted(1)
    let crop = try Self.cropped(whole, sides[0], sides[1], sides[2], sides[3])
    let images = try (isFirst ? [crop, whole] : [whole, crop]) + #require(Self.others)
    let found = try Self.search(images)
    #expect(found.pairs.map { [$0.first, $0.second] } == [[0, 1]])
    // The smallest crops are moved pictures, too.
    if let part = found.pairs.first?.transform.part {
      #expect(part.isOfSecond == isFirst)
      #expect(abs(part.x - 2 * sides[0]) <= 1 && abs(part.y - 2 * sides[1]) <= 1)
      #expect(abs(part.width - 96 + 2 * (sides[0] + sides[2])) <= 2)
    } else {
      #expect(sides.allSatisfy { $0 <= 2 })
    }
    #expect(try Self.search(images, threads: 1) == found)
  }

  @Test("turned and mirrored crops are found from either side", arguments: 0..<4, [false, true])
  func turned(quarters: Int, isMirrored: Bool) throws {
    let whole = try DrawnPicture.spotted(1)
    let crop = try Self.cropped(whole, 3, 2, 4, 3)
    // Orientations of a file that stand for these turns, as they are and mirrored.
    let stored = isMirrored ? [2, 5, 4, 7] : [1, 6, 3, 8]
    let changed = try crop.stored(orientation: stored[quarters])
    let settings = NearDuplicateSettings(includesTurns: true)
    for images in [[whole, changed], [changed, whole]] {
      let found = try Self.search(images + #require(Self.others), settings: settings)
      #expect(found.pairs.map { [$0.first, $0.second] } == [[0, 1]])
      let transform = try #require(found.pairs.first).transform
      #expect(transform.isMirrored == isMirrored)
      #expect(transform.quarterTurns % 2 == quarters % 2)
      #expect(transform.part?.isOfSecond == (images[1] == whole))
    }
  }

  @Test("a picture with a word over it is found, and told as alike but for a sixth")
  func written() throws {
    let one = try DrawnPicture.spotted(1)
    let written = try DrawnPicture.make(48, 48) { x, y in
      let isWritten = (42..<48).contains(y) && (6..<42).contains(x)
      return Int(one[x, y, 0]) + (isWritten ? ((x / 3 + y / 3) % 2 == 0 ? 45 : -45) : 0)
    }
    let found = try Self.search([one, written] + #require(Self.others))
    #expect(found.pairs.map { [$0.first, $0.second] } == [[0, 1]])
    #expect(found.pairs.first?.transform == PairTransform(leavesOutWorst: true))
    #expect(PairTransform(leavesOutWorst: true).description == "but for a sixth of it")
  }

  @Test("the words of a part say whose it is")
  func words() {
    let part = PairPart(x: 5, y: 2, width: 86, height: 89, isOfSecond: false)
    let transform = PairTransform(isMirrored: true, part: part)
    #expect(
      transform.description
        == "mirrored, a part of the first: 43.0 × 44.5 of 48 pixels from 2.5, 1.0 on")
    #expect(!PairTransform(part: part).isIdentity)
    let other = PairPart(x: -1, y: 0, width: 90, height: 96, isOfSecond: true)
    #expect(
      other.description
        == "the first is a part of it: 45.0 × 48.0 of 48 pixels from -0.5, 0.0 on")
  }
}
