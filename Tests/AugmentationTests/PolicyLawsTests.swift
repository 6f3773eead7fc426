import Augmentation
import Core
import Imaging
import Testing

@Suite("Augmentation policies")
struct PolicyLawsTests {
  @Test(
    "a replayed trace gives the same bytes, after a trip through JSON", arguments: Fixtures.lists)
  func replays(steps: String) throws {
    let policy = try Fixtures.policy(steps)
    for shape in Fixtures.shapes {
      let image = try Fixtures.drawn(shape.0, shape.1, shape.2)
      for word in 0..<8 {
        var luck = Fixtures.luck(UInt64(word))
        let (changed, trace) = policy.apply(to: image, luck: &luck)
        let read = try AugmentationTrace(json: try JSON(parsing: trace.json.text()))
        #expect(read == trace)
        #expect(try policy.replay(read, on: image) == changed)
      }
    }
  }

  @Test("in place, interleaved or planar, the bytes are those of apply", arguments: Fixtures.lists)
  func worksInPlace(steps: String) throws {
    let policy = try Fixtures.policy(steps)
    for shape in Fixtures.shapes {
      let image = try Fixtures.drawn(shape.0, shape.1, shape.2)
      for word in 0..<8 {
        var luck = Fixtures.luck(UInt64(word))
        let expected = policy.apply(to: image, luck: &luck).image
        for layout in [PixelGrid.Layout.interleaved, .planar] {
          var again = Fixtures.luck(UInt64(word))
          var samples = Self.arranged(image, as: layout)
          var scratch = [UInt8](repeating: 0xEE, count: samples.count + 5)
          samples.withUnsafeMutableBufferPointer { samples in
            scratch.withUnsafeMutableBufferPointer { scratch in
              let grid = PixelGrid(
                samples: samples, width: image.width, height: image.height,
                channels: image.channels, layout: layout)
              policy.applyInPlace(grid, luck: &again, scratch: scratch)
            }
          }
          #expect(samples == Self.arranged(expected, as: layout))
          #expect(again.nextUInt64() == Self.next(after: luck))
        }
      }
    }
  }

  @Test("a step draws the same number of values whatever the image and the outcome")
  func drawsAlike() throws {
    for steps in Fixtures.steps {
      let always = try Fixtures.policy(steps)
      let never = try Fixtures.policy(
        steps.replacing("\"probability\":1", with: "\"probability\":0"))
      let small = try Fixtures.drawn(1, 1, 1)
      let large = try Fixtures.drawn(31, 20, 3)
      var lucks = [Fixtures.luck(5), Fixtures.luck(5), Fixtures.luck(5)]
      let unchanged = never.apply(to: large, luck: &lucks[0])
      #expect(unchanged.image == large)
      _ = always.apply(to: large, luck: &lucks[1])
      _ = always.apply(to: small, luck: &lucks[2])
      let next = lucks.map(Self.next(after:))
      #expect(next[0] == next[1])
      #expect(next[1] == next[2])
    }
  }

  @Test("the luck of an image does not depend on order or on other images")
  func ignoresOrder() throws {
    let policy = try Fixtures.policy(Fixtures.mixed)
    let image = try Fixtures.drawn(48, 48, 1)
    func changed(_ word: Int) -> Image {
      var luck = Fixtures.luck(UInt64(word))
      return policy.apply(to: image, luck: &luck).image
    }
    let forward = (0..<20).map { changed($0) }
    let backward = (0..<20).reversed().map { changed($0) }
    #expect(forward == backward.reversed())
    #expect(Set(forward).count > 10)
    var other = Fixtures.luck(3, epoch: 1)
    #expect(policy.apply(to: image, luck: &other).image != forward[3])
  }

  @Test("no policy and no image without pixels to change is a special case")
  func noneChangesNothing() throws {
    let image = try Fixtures.drawn(2, 3, 3)
    var luck = Fixtures.luck(1)
    let (same, trace) = AugmentationPolicy.none.apply(to: image, luck: &luck)
    #expect(same == image)
    #expect(trace.entries.isEmpty)
    #expect(Self.next(after: luck) == Self.next(after: Fixtures.luck(1)))
  }

  @Test("neighbouring geometric steps are one warp")
  func fusesGeometry() throws {
    let image = try Fixtures.drawn(48, 48, 1)
    let flips = try Fixtures.policy(Fixtures.steps[2] + "," + Fixtures.steps[2])
    var luck = Fixtures.luck(0)
    #expect(flips.apply(to: image, luck: &luck).image == image)
    // A turn followed by a flip is the flipped image of the turn.
    let turn = try Fixtures.policy(Fixtures.steps[0])
    let both = try Fixtures.policy(Fixtures.steps[0] + "," + Fixtures.steps[2])
    var (first, second) = (Fixtures.luck(4), Fixtures.luck(4))
    let turned = turn.apply(to: image, luck: &first).image.flippedHorizontally()
    let fused = both.apply(to: image, luck: &second).image
    let worst = zip(turned.pixels, fused.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
    #expect(worst <= 3)
  }

  @Test("the bytes of a policy of every step are pinned")
  func golden() throws {
    let policy = try Fixtures.policy(Fixtures.steps[..<9].joined(separator: ","))
    var luck = Fixtures.luck(77, epoch: 2)
    let (image, trace) = policy.apply(to: try Fixtures.drawn(48, 48, 3), luck: &luck)
    let digests = [image.pixelDigest.hex, Digest.sha256(of: trace.json.text()).hex]
    #expect(
      digests == [
        "323978f2aee6ee2d0575697f4d4b8e457293dd3414aa067ba33eb4274c3f44a1",
        "c910df633fc402a273e5b6a0cd2e5fa71f85c5ef47a16690f5f9e3b359091bf8",
      ])
  }

  @Test("the bytes of every step and of groups are pinned", arguments: goldens.indices)
  func goldenStep(index: Int) throws {
    let policy = try Fixtures.policy((Fixtures.steps + Fixtures.groups)[index])
    var hasher = SHA256Hasher()
    for word in 0..<4 {
      var luck = Fixtures.luck(UInt64(word), epoch: 5)
      let (image, trace) = policy.apply(to: try Fixtures.drawn(31, 20, 3), luck: &luck)
      hasher.update(image.pixels)
      hasher.update(trace.json.text())
    }
    #expect(hasher.finalize().hex.prefix(16) == Self.goldens[index])
  }

  private static let goldens: [String] = [
    "890290f90a54c5cc",
    "b68ed1b9d02427e8",
    "ac3358204e67ab9f",
    "3061b54b1f04e87d",
    "6481800f6f3f95e3",
    "5b43627f683f84e1",
    "f03a3b7a16061432",
    "df0d8fb2788acaf5",
    "dda6e2a07dd3b5cd",
    "d6de65d063791ae8",
    "46884f5c4a723546",
    "65a4671dec1526ed",
    "a7320f1f90b8f561",
    "521a3d99951c9f03",
    "891f0c944e546d0f",
    "5b20a6fbee78cece",
    "542b401f71ea879b",
  ]

  private static func next(after luck: Luck) -> UInt64 {
    var copy = luck
    return copy.nextUInt64()
  }

  private static func arranged(_ image: Image, as layout: PixelGrid.Layout) -> [UInt8] {
    guard layout == .planar else { return image.pixels }
    let pixels = image.width * image.height
    return (0..<image.pixels.count).map {
      image.pixels[$0 % pixels * image.channels + $0 / pixels]
    }
  }
}
