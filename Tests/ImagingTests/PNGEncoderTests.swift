import Core
import Imaging
import Testing

@Suite("Writing PNG files")
struct PNGEncoderTests {
  private static func noise(_ count: Int, _ value: (inout Luck) -> UInt8) -> [UInt8] {
    var luck = LuckKey(seed: 5, purpose: "png").luck(for: 0, epoch: 0)
    return (0..<count).map { _ in value(&luck) }
  }

  /// Pictures that press on one part of the compressor each.
  static let hard: [(name: String, width: Int, height: Int, channels: Int, pixels: [UInt8])] = [
    (
      "noise: several blocks of literals", 300, 290, 1,
      noise(87_000) { UInt8($0.index(below: 256)) }
    ),
    ("one value: the longest matches", 700, 500, 3, [UInt8](repeating: 200, count: 1_050_000)),
    ("two values", 257, 129, 1, noise(33_153) { $0.index(below: 2) == 0 ? 0 : 255 }),
    (
      "steep counts: long codes", 400, 250, 1,
      noise(100_000) { luck in
        UInt8((luck.nextUInt64() | 1 << 40).trailingZeroBitCount)
      }
    ),
    (
      "a pattern at a distance", 600, 60, 1,
      noise(600) { UInt8($0.index(below: 256)) }
        + noise(600 * 59) { UInt8($0.index(below: 40)) }
    ),
    ("one sample", 1, 1, 1, [7]),
  ]

  @Test("what is written reads back as it was", arguments: hard.indices)
  func readsBack(index: Int) throws {
    let hard = Self.hard[index]
    let image = try Image(
      width: hard.width, height: hard.height, channels: hard.channels, pixels: hard.pixels)
    let file = try PNGEncoder.encode(image)
    var decoder = try ImageDecoder()
    #expect(try decoder.decode(file).image == image, "\(hard.name)")
    #expect(file.count < hard.pixels.count * 102 / 100 + 600)
  }

  @Test("code lengths keep their limit and fill the code", arguments: [1, 2, 3, 10, 16, 19, 30])
  func limitsLengths(symbols: Int) {
    // Fibonacci's numbers give the longest codes there are.
    var counts = [1, 1]
    while counts.count < symbols {
      counts.append(counts[counts.count - 1] + counts[counts.count - 2])
    }
    for longest in [7, 15] {
      let code = HuffmanCode(counts: counts, longest: longest)
      #expect(code.lengths.allSatisfy { (1...longest).contains($0) })
      #expect(code.lengths.reduce(0) { $0 + 1 << (longest - $1) } == 1 << longest)
    }
    let empty = HuffmanCode(counts: [0, 0, 0], longest: 15)
    #expect(empty.lengths == [1, 1, 0])
  }

  @Test("a smooth picture is compressed to less than half")
  func compresses() throws {
    var pixels: [UInt8] = []
    for y in 0..<200 { for x in 0..<200 { pixels.append(UInt8((x + y) / 2)) } }
    let file = try PNGEncoder.encode(Image(width: 200, height: 200, channels: 1, pixels: pixels))
    #expect(file.count < 20_000)
  }

  @Test("the bytes are pinned, whatever libraries are installed")
  func golden() throws {
    let image = try ImageFixtures.drawn(width: 101, height: 83, channels: 3)
    let digest = Digest.sha256(of: try PNGEncoder.encode(image)).hex
    #expect(digest == "c465296edf1aa5f5b3991ba37ad078e14a54c29080ab68587aee649e0f60761d")
  }
}
