import Core
import Imaging
import Testing

@Suite("Normalization and sharpening")
struct NormalizationTests {
  @Test("CLAHE is that of plain code", arguments: ImageFixtures.all, [1, 3, 8, 11])
  func claheMatchesPlainCode(image: Image, tiles: Int) throws {
    for clip in [0.5, 2, 40] {
      let equalized = try image.adaptivelyEqualized(clip: clip, tiles: tiles)
      #expect(try equalized == PlainFilters.clahe(image, clip: clip, tiles: tiles))
    }
  }

  @Test("CLAHE gives an RGB image of grays the grays of the gray image")
  func claheKeepsGrays() throws {
    let gray = try ImageFixtures.drawn(width: 50, height: 41, channels: 1)
    #expect(try gray.rgb().adaptivelyEqualized() == gray.adaptivelyEqualized().rgb())
  }

  @Test("a stretch reaches black and white and is then at rest")
  func stretches() throws {
    let dull = try ImageFixtures.drawn(width: 40, height: 40, channels: 3)
      .applying(.contrast(20000))
    let stretched = try dull.stretched(low: 0, high: 100)
    let levels = stretched.grayscale().pixels
    #expect(levels.min().map { $0 <= 2 } == true)
    #expect(levels.max().map { $0 >= 253 } == true)
    let gray = try dull.grayscale().stretched(low: 0, high: 100)
    #expect((gray.pixels.min(), gray.pixels.max()) == (0, 255))
    #expect(try gray.stretched(low: 0, high: 100) == gray)
  }

  @Test("a stretch is the rounded line between its percentiles")
  func stretchesByTheFormula() throws {
    let image = try Image(width: 5, height: 1, channels: 1, pixels: [10, 20, 30, 40, 50])
    #expect(try image.stretched(low: 0, high: 100).pixels == [0, 64, 128, 191, 255])
    // 60 percent of five samples are three.
    #expect(try image.stretched(low: 0, high: 60).pixels == [0, 128, 255, 255, 255])
  }

  @Test("a gamma keeps black, white and order; one is the identity, below one brightens")
  func gammaLaws() throws {
    #expect(Image.gammaTable(1) == (0...255).map { UInt8($0) })
    for gamma in [0.1, 0.45, 0.7, 2.2, 10] {
      let table = Image.gammaTable(gamma)
      #expect(table == table.sorted())
      #expect((table[0], table[255]) == (0, 255))
      #expect(gamma < 1 ? table[100] > 100 : table[100] < 100)
    }
    #expect(Image.gammaTable(0.5)[64] == 128)
    #expect(Image.gammaTable(2)[128] == 64)
  }

  @Test("a standardized image has the mean and the deviation asked for, where nothing is clamped")
  func standardizes() throws {
    for channels in [1, 3] {
      let image = try ImageFixtures.drawn(width: 48, height: 48, channels: channels)
      for (mean, deviation) in [(128, 30), (100, 40), (128, 10)] {
        let result = ImageMeasures.measure(
          try image.standardized(mean: mean, deviation: deviation))
        #expect(abs(result.brightness * 255 - Double(mean)) < 0.5)
        #expect(abs(result.contrast * 255 - Double(deviation)) < 0.5)
      }
    }
  }

  @Test("standardizing does not see brightness and contrast")
  func standardizationForgetsLight() throws {
    let image = try ImageFixtures.drawn(width: 32, height: 32, channels: 1)
      .applying(.contrast(32768))
    #expect(
      try image.standardized() == image.brightened(by: 25).standardized())
  }

  @Test("a constant image becomes the mean asked for", arguments: [UInt8(0), 7, 255])
  func standardizesConstants(value: UInt8) throws {
    let image = try Image(width: 9, height: 2, channels: 3, repeating: value)
    #expect(try image.standardized(mean: 128).pixels.allSatisfy { $0 == 128 })
    #expect(try image.stretched() == image)
    #expect(try image.sharpened(amount: 10) == image)
  }

  @Test(
    "sharpening adds the difference to the mean, rounded and clamped", arguments: ImageFixtures.all)
  func sharpensByTheFormula(image: Image) throws {
    let blurred = try image.gaussianBlurred(sigma: 1.5)
    let plain = try PlainFilters.each(image) { x, y, channel in
      let value = Int(image[x, y, channel])
      return value + ((192 * (value - Int(blurred[x, y, channel])) + 128) >> 8)
    }
    #expect(try image.sharpened(amount: 0.75, sigma: 1.5) == plain)
  }

  @Test("sharpening raises the sharpness")
  func sharpens() throws {
    let image = try ImageFixtures.drawn(width: 60, height: 60, channels: 1)
      .gaussianBlurred(sigma: 1)
    let sharper = try image.sharpened()
    #expect(ImageMeasures.sharpness(of: sharper) > ImageMeasures.sharpness(of: image) * 1.5)
    #expect(ImageMeasures.sharpness(of: image) == ImageMeasures.measure(image).sharpness)
  }

  @Test("the noise estimate is Immerkær's sum", arguments: ImageFixtures.all)
  func noiseMatchesPlainCode(image: Image) {
    let gray = image.grayscale()
    guard image.width >= 3, image.height >= 3 else {
      #expect(NoiseEstimate.sigma(of: image) == 0)
      return
    }
    var sum = 0
    for y in 1..<(image.height - 1) {
      for x in 1..<(image.width - 1) {
        var value = 0
        for (dy, row) in [[1, -2, 1], [-2, 4, -2], [1, -2, 1]].enumerated() {
          for (dx, weight) in row.enumerated() {
            value += weight * Int(gray[x + dx - 1, y + dy - 1, 0])
          }
        }
        sum += abs(value)
      }
    }
    let area = Double((image.width - 2) * (image.height - 2))
    let expected = (Double.pi / 2).squareRoot() * Double(sum) / (6 * area)
    #expect(abs(NoiseEstimate.sigma(of: image) - expected) <= 1e-9 * expected)
  }

  @Test("noise of a known deviation on a slope is found", arguments: [2, 5, 10, 20])
  func findsNoise(levels: Int) throws {
    let black = try Image(width: 200, height: 200, channels: 1, repeating: 0)
    let slope = try PlainFilters.each(black) { x, y, _ in 80 + (x + y) / 4 }
    #expect(NoiseEstimate.sigma(of: slope) < 0.5)
    let noisy = slope.applying(.noise(deviation: levels * 100, seed: 3))
    #expect(abs(NoiseEstimate.sigma(of: noisy) / Double(levels) - 1) < 0.05)
  }
}
