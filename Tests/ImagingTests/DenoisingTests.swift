import Core
import Imaging
import Testing

@Suite("Denoising")
struct DenoisingTests {
  @Test("the Gaussian is the weighed window, rounded once", arguments: ImageFixtures.all)
  func gaussianMatchesPlainCode(image: Image) throws {
    for sigma in [0.1, 0.8, 1.3, 2.5] {
      #expect(
        try image.gaussianBlurred(sigma: sigma) == PlainFilters.gaussian(image, sigma: sigma))
    }
  }

  @Test("a Gaussian's weights sum to one and fall outwards", arguments: [0.1, 0.4, 1, 2.7, 10])
  func gaussianWeights(sigma: Double) {
    let weights = GaussianWeights(sigma: sigma).values.map { Int($0) }
    #expect(2 * weights.reduce(0, +) - weights[0] == 256)
    #expect(weights.allSatisfy { $0 > 0 })
    #expect(weights == weights.sorted(by: >))
  }

  @Test("OpenCV's weights of some deviations")
  func gaussianWeightsOfOpenCV() {
    // From cv2.GaussianBlur of a single bright sample, OpenCV 5.0.
    #expect(GaussianWeights(sigma: 0.8).values == [128, 58, 6])
    #expect(GaussianWeights(sigma: 1).values == [102, 62, 14, 1])
  }

  @Test("the bilateral filter is the exact mean, to the rounding", arguments: ImageFixtures.all)
  func bilateralMatchesPlainCode(image: Image) throws {
    for (diameter, color, space) in [(3, 1.0, 1.0), (5, 25.0, 2.0), (9, 60.0, 3.0), (5, 500, 100)] {
      let denoised = try image.bilateralDenoised(
        diameter: diameter, sigmaColor: color, sigmaSpace: space)
      for y in 0..<image.height {
        for x in 0..<image.width {
          for channel in 0..<image.channels {
            let exact = PlainFilters.bilateral(
              image, x: x, y: y, channel: channel, diameter: diameter, color: color, space: space)
            #expect(abs(Double(denoised[x, y, channel]) - exact) <= 0.51)
          }
        }
      }
    }
  }

  @Test("non-local means is that of plain code", arguments: ImageFixtures.all)
  func nonLocalMeansMatchesPlainCode(image: Image) throws {
    for (strength, template, search) in [(30.0, 3, 5), (12.0, 5, 9)] {
      let denoised = try image.nonLocalMeansDenoised(
        strength: strength, template: template, search: search)
      let plain = try PlainFilters.nonLocalMeans(
        image, strength: strength, template: template, search: search)
      #expect(denoised == plain)
    }
  }

  @Test("non-local means is that of plain code over several bands, at its usual windows")
  func nonLocalMeansInBands() throws {
    let tall = try ImageFixtures.drawn(width: 7, height: 150, channels: 1)
    let small = try ImageFixtures.drawn(width: 19, height: 12, channels: 3)
    #expect(
      try tall.nonLocalMeansDenoised(strength: 25, template: 3, search: 7)
        == PlainFilters.nonLocalMeans(tall, strength: 25, template: 3, search: 7))
    #expect(
      try small.nonLocalMeansDenoised(strength: 40)
        == PlainFilters.nonLocalMeans(small, strength: 40, template: 7, search: 21))
  }

  @Test("a constant image is not changed", arguments: Denoiser.all, [UInt8(0), 1, 128, 255])
  func keepsConstants(denoiser: Denoiser, value: UInt8) throws {
    for (width, height, channels) in ImageFixtures.shapes {
      let image = try Image(width: width, height: height, channels: channels, repeating: value)
      #expect(try denoiser(image) == image)
    }
  }

  @Test("gray denoised is the same gray in three channels", arguments: Denoiser.all)
  func keepsGrays(denoiser: Denoiser) throws {
    let gray = try ImageFixtures.drawn(width: 40, height: 23, channels: 1)
    let result = try denoiser(gray.rgb())
    #expect(result.grayscale().rgb() == result)
  }

  @Test("noise goes down, and the picture stays", arguments: Denoiser.all)
  func removesNoise(denoiser: Denoiser) throws {
    let smooth = try ImageFixtures.drawn(width: 12, height: 12, channels: 1)
      .resized(width: 96, height: 96, filter: .lanczos3)
    let noisy = smooth.applying(.noise(deviation: 800, seed: 7))
    let denoised = try denoiser(noisy)
    #expect(NoiseEstimate.sigma(of: denoised) < NoiseEstimate.sigma(of: noisy) * 0.75)
    #expect(distance(denoised, smooth) < distance(noisy, smooth))
  }

  private func distance(_ left: Image, _ right: Image) -> Int {
    zip(left.pixels, right.pixels).reduce(0) { sum, pair in
      let difference = Int(pair.0) - Int(pair.1)
      return sum + difference * difference
    }
  }

  @Test("an edge survives the bilateral filter and not the Gaussian")
  func keepsEdges() throws {
    let pixels = (0..<256).map { UInt8($0 % 16 < 8 ? 40 : 210) }
    let edge = try Image(width: 16, height: 16, channels: 1, pixels: pixels)
    #expect(
      try edge.bilateralDenoised(diameter: 5, sigmaColor: 20, sigmaSpace: 2) == edge)
    #expect(try edge.gaussianBlurred(sigma: 1) != edge)
  }

  @Test("settings out of range are refused")
  func refuses() throws {
    let image = try Image(width: 4, height: 4, channels: 1, repeating: 9)
    for sigma in [0, 0.09, 10.1, .infinity, .nan] {
      #expect(throws: ImageError.self) { try image.gaussianBlurred(sigma: sigma) }
      #expect(throws: ImageError.self) { try image.sharpened(amount: 1, sigma: sigma) }
    }
    for diameter in [0, 4, 17] {
      #expect(throws: ImageError.self) {
        try image.bilateralDenoised(diameter: diameter, sigmaColor: 20, sigmaSpace: 2)
      }
    }
    for (strength, template, search) in [(0.0, 7, 21), (5, 6, 21), (5, 7, 43), (5, 1, 21)] {
      #expect(throws: ImageError.self) {
        try image.nonLocalMeansDenoised(strength: strength, template: template, search: search)
      }
    }
  }
}
