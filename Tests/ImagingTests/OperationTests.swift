import Core
import Imaging
import Testing

@Suite("Pixel operations")
struct OperationTests {
  static let operations: [PixelOperation] = [
    .keep, .affine(.rotation(degrees: 11), .edge), .affine(.mirror, nil),
    .affine(.zoom(1.2), .reflect, .nearest), .shift(-30), .shift(255), .contrast(90000),
    .contrast(0), .gamma(700), .gamma(1),
    .erase(x: 2000, y: 0, width: 5000, height: 3000, value: 9),
    .noise(deviation: 900, seed: 3), .blur(70), .blur(1000),
  ]

  @Test("sums, products and powers are those of plain code", arguments: ImageFixtures.all)
  func equalsPlainCode(image: Image) {
    func expect(_ operation: PixelOperation, _ plain: (Int) -> Int) {
      #expect(
        image.applying(operation).pixels
          == image.pixels.map { UInt8(min(255, max(0, plain(Int($0))))) })
    }
    for amount in [-255, -31, 1, 200] { expect(.shift(amount)) { $0 + amount } }
    for factor in [0, 1, 30000, 65537, 16 << 16] {
      expect(.contrast(factor)) { (($0 - 128) * factor + 32768 + 128 << 16) >> 16 }
    }
    for exponent in [100, 700, 999, 2200, 10000] {
      expect(.gamma(exponent)) {
        Int((Elementary.power(Double($0) / 255, Double(exponent) / 1000) * 255).rounded())
      }
    }
  }

  @Test("gamma keeps black, white and the order of grays")
  func gammaLaws() throws {
    let ramp = try Image(width: 256, height: 1, channels: 1, pixels: (0...255).map { UInt8($0) })
    #expect(ramp.applying(.gamma(1000)) == ramp)
    for exponent in [0, 1, 100, 500, 1500, 10000, 1_000_000] {
      let bent = ramp.applying(.gamma(exponent)).pixels
      #expect(bent[0] == 0 && bent[255] == 255)
      #expect(zip(bent, bent.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  @Test("a blur is the plain weighted mean, down and then across", arguments: ImageFixtures.all)
  func blurEqualsPlainCode(image: Image) {
    for sigma in [1, 40, 100, 250, 1000] {
      #expect(image.applying(.blur(sigma)).pixels == PlainBlur.pixels(image, sigma: sigma))
    }
  }

  @Test("a wide image is blurred in tiles that do not show")
  func blursTiles() throws {
    for (width, channels) in [(1025, 1), (2048, 1), (342, 3), (700, 3)] {
      let image = try ImageFixtures.drawn(width: width, height: 3, channels: channels)
      #expect(image.applying(.blur(300)).pixels == PlainBlur.pixels(image, sigma: 300))
    }
  }

  @Test("a blur keeps constants, and no deviation keeps everything")
  func blurLaws() throws {
    for value: UInt8 in [0, 1, 128, 255] {
      let image = try Image(width: 19, height: 7, channels: 3, repeating: value)
      #expect(image.applying(.blur(180)) == image)
    }
    let image = try ImageFixtures.drawn(width: 9, height: 9, channels: 1)
    #expect(image.applying(.blur(0)) == image)
  }

  @Test("in place or not, interleaved or planar, the samples are the same", arguments: operations)
  func worksInPlace(operation: PixelOperation) {
    for image in ImageFixtures.all {
      let expected = image.applying(operation)
      var copy = image
      Self.run([operation], on: &copy)
      #expect(copy == expected)
    }
  }

  @Test("operations one after another in two buffers are those one by one")
  func sequences() throws {
    var luck = LuckKey(seed: 1, purpose: "sequences").luck(for: 0, epoch: 0)
    let image = try ImageFixtures.drawn(width: 33, height: 20, channels: 3)
    // Warps of different rules, so that none are composed.
    let list: [PixelOperation] = [
      .affine(.rotation(degrees: 11), .edge), .blur(70), .shift(20), .contrast(80000),
      .affine(.zoom(1.2), .reflect), .noise(deviation: 500, seed: 1),
    ]
    for _ in 0..<200 {
      var (chosen, expected) = ([PixelOperation](), image)
      for _ in 0..<luck.index(below: 7) {
        let next = list[luck.index(below: list.count)]
        if case .affine = next, case .affine? = chosen.last { continue }
        chosen.append(next)
        expected = expected.applying(next)
      }
      var copy = image
      Self.run(chosen, on: &copy)
      #expect(copy == expected)
      let changed = image.changed { sequence in
        for operation in chosen { sequence.add(operation) }
      }
      #expect(changed == expected)
    }
  }

  private static func run(_ operations: [PixelOperation], on image: inout Image) {
    let (width, height, channels) = (image.width, image.height, image.channels)
    var scratch = [UInt8](repeating: 0xEE, count: image.pixels.count)
    image.withMutablePixels { samples in
      scratch.withUnsafeMutableBufferPointer { scratch in
        let grid = PixelGrid(
          samples: samples, width: width, height: height, channels: channels, layout: .interleaved)
        var sequence = OperationSequence(on: grid, scratch: scratch)
        for operation in operations { sequence.add(operation) }
        sequence.finish()
      }
    }
  }
}

/// A Gaussian mean in plain code, with the kernel's weights and roundings.
enum PlainBlur {
  static func pixels(_ image: Image, sigma: Int) -> [UInt8] {
    let deviation = Double(sigma) / 100
    let radius = max(1, Int((3 * deviation).rounded(.up)))
    let shares = (-radius...radius).map {
      Elementary.exp(-Double($0 * $0) / (2 * deviation * deviation))
    }
    var total = 1.0
    for distance in 1...radius { total += 2 * shares[radius + distance] }
    var weights = shares.map { Int(($0 / total * 16384).rounded()) }
    weights[radius] += 16384 - weights.reduce(0, +)
    func folded(_ position: Int, _ count: Int) -> Int {
      guard count > 1 else { return 0 }
      var place = position
      while place < 0 || place >= count { place = place < 0 ? -place : 2 * (count - 1) - place }
      return place
    }
    var result: [UInt8] = []
    for y in 0..<image.height {
      let rows = (-radius...radius).map { folded(y + $0, image.height) }
      let middle = (0..<image.width).map { x in
        (0..<image.channels).map { channel in
          var sum = 128
          for (weight, row) in zip(weights, rows) { sum += weight * Int(image[x, row, channel]) }
          return sum >> 8
        }
      }
      for x in 0..<image.width {
        for channel in 0..<image.channels {
          var sum = 1 << 19
          for (index, weight) in weights.enumerated() {
            sum += weight * middle[folded(x + index - radius, image.width)][channel]
          }
          result.append(UInt8(sum >> 20))
        }
      }
    }
    return result
  }
}
