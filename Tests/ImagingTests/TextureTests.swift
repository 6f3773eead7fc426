import Imaging
import Testing

@Suite("Texture of an image")
struct TextureTests {
  private static func drawn(_ width: Int, _ height: Int, _ seed: Int) throws -> Image {
    var state = UInt64(seed &* 7919 &+ width &* 31 &+ height)
    let pixels = (0..<width * height).map { place -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let noise = Int(state >> 58)
      return UInt8(clamping: place % width * 3 + (seed.isMultiple(of: 2) ? noise : noise / 16))
    }
    return try Image(width: width, height: height, channels: 1, pixels: pixels)
  }

  /// The figures as their formulas have them.
  private static func plain(
    _ image: Image
  ) -> (noise: Double, fineness: Double, flatness: Double) {
    let (width, height) = (image.width, image.height)
    func level(_ x: Int, _ y: Int) -> Int { Int(image[x, y, 0]) }
    var (sizes, flat): ([Int], Int) = ([], 0)
    for y in 1..<max(1, height - 1) {
      for x in 1..<max(1, width - 1) {
        let around = (-1...1).flatMap { dy in (-1...1).map { dx in level(x + dx, y + dy) } }
        flat += (around.max() ?? 0) - (around.min() ?? 0) <= ImageTexture.flatSpan ? 1 : 0
        let weights = [1, -2, 1, -2, 4, -2, 1, -2, 1]
        sizes.append(abs(zip(around, weights).reduce(0) { $0 + $1.0 * $1.1 }))
      }
    }
    sizes.sort()
    let median =
      sizes.isEmpty ? 0 : Double(sizes[(sizes.count - 1) / 2] + sizes[sizes.count / 2]) / 2
    var (across, down) = (0, 0)
    for y in 0..<height {
      for x in 1..<max(1, width) { across += square(level(x, y) - level(x - 1, y)) }
    }
    for y in 1..<max(1, height) {
      for x in 0..<width { down += square(level(x, y) - level(x, y - 1)) }
    }
    let energy =
      (width > 1 ? Double(across) / Double(height * (width - 1)) : 0)
      + (height > 1 ? Double(down) / Double(width * (height - 1)) : 0)
    return (
      median / (6 * 0.6745), energy > 0 ? ImageMeasures.sharpness(of: image) / energy : 0,
      sizes.isEmpty ? 0 : Double(flat) / Double(sizes.count)
    )
  }

  private static func square(_ number: Int) -> Int { number * number }

  @Test(
    "the kernel gives what the formulas say",
    arguments: [
      (1, 1), (1, 9), (9, 1), (2, 2), (3, 3), (5, 4), (48, 48), (47, 51), (1030, 5), (3, 40),
    ])
  func equalsPlain(width: Int, height: Int) throws {
    for seed in 1...4 {
      let image = try Self.drawn(width, height, seed)
      let (found, plain) = (ImageMeasures.measure(image).texture, Self.plain(image))
      #expect(found.noise == plain.noise)
      #expect(found.flatness == plain.flatness)
      #expect(abs(found.fineness - plain.fineness) <= 1e-12 * plain.fineness)
    }
  }

  @Test("a constant image is flat, in one tone, without noise or details")
  func constant() throws {
    let image = try Image(width: 20, height: 20, channels: 1, repeating: 77)
    let texture = ImageMeasures.measure(image).texture
    #expect(texture == ImageTexture(noise: 0, fineness: 0, flatness: 1, twoTone: 1))
  }

  @Test("two tones are counted wherever they lie, a slope has few")
  func twoTone() throws {
    let pixels = (0..<400).map { UInt8($0 % 3 == 0 ? 20 : 200) }
    let image = try Image(width: 20, height: 20, channels: 1, pixels: pixels)
    #expect(ImageMeasures.measure(image).texture.twoTone == 1)
    let slope = try Image(
      width: 256, height: 4, channels: 1, pixels: (0..<1024).map { UInt8($0 % 256) })
    #expect(ImageMeasures.measure(slope).texture.twoTone == 34.0 / 256)
  }

  @Test("CleanVision's brightness, edges and entropy, by hand")
  func cleanVision() throws {
    let pixels: [UInt8] = (0..<101).map { UInt8($0) }
    let slope = try Image(width: 101, height: 1, channels: 1, pixels: pixels)
    let measures = CleanVisionMeasures.measure(slope)
    #expect(abs(measures.brightest - 99.0 / 255) < 1e-12)
    #expect(abs(measures.darkest - 5.0 / 255) < 1e-12)
    // Pillow 12: ImageFilter.FIND_EDGES of the square in the middle of a black one, and its deviation.
    var square = [UInt8](repeating: 0, count: 25)
    square[12] = 20
    let edges = CleanVisionMeasures.measure(
      try Image(width: 5, height: 5, channels: 1, pixels: square))
    #expect(abs(edges.edges - (160.0 * 160 / 25 - 6.4 * 6.4).squareRoot()) < 1e-9)
    let pure = try Image(width: 1, height: 2, channels: 3, pixels: [255, 0, 0, 255, 0, 0])
    #expect(abs(CleanVisionMeasures.measure(pure).brightest - 0.241.squareRoot()) < 1e-12)
    #expect(abs(CleanVisionMeasures.measure(pure).entropy - 1.584962500721156) < 1e-12)
  }
}
