import Core
import Imaging

/// Images drawn by the tests; no file is needed.
enum ImageFixtures {
  /// Smooth shapes with some noise; the same for the same arguments.
  static func drawn(width: Int, height: Int, channels: Int, seed: UInt64 = 1) throws -> Image {
    var luck = LuckKey(seed: seed, purpose: "fixture").luck(for: 0, epoch: 0)
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        for channel in 0..<channels {
          let wave = (x * (3 + channel) + y * 2 + x * y / 7) % 200
          pixels.append(UInt8(wave + luck.index(below: 40)))
        }
      }
    }
    return try Image(width: width, height: height, channels: channels, pixels: pixels)
  }

  /// Blocks of 8 × 8 of one value each, which JPEG keeps exactly, no two corners alike.
  static func blocks() throws -> Image {
    var pixels: [UInt8] = []
    for y in 0..<16 {
      for x in 0..<24 {
        let block = y / 8 * 3 + x / 8
        pixels.append(UInt8(20 + block * 40))
      }
    }
    return try Image(width: 24, height: 16, channels: 1, pixels: pixels)
  }

  /// Shapes at which border rules and vector tails go wrong first.
  static let shapes: [(width: Int, height: Int, channels: Int)] = [
    (1, 1, 1), (1, 1, 3), (2, 1, 1), (1, 7, 3), (3, 2, 1), (5, 5, 3), (48, 48, 1), (33, 31, 3),
    (64, 17, 1), (130, 3, 3),
  ]

  /// Every shape, drawn.
  static var all: [Image] {
    shapes.compactMap { try? drawn(width: $0.width, height: $0.height, channels: $0.channels) }
  }
}
