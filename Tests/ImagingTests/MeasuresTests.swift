import Core
import Imaging
import Testing

@Suite("Measures")
struct MeasuresTests {
  @Test("a constant image has no contrast, sharpness or entropy")
  func constantImage() throws {
    for value: UInt8 in [0, 51, 255] {
      let measures = ImageMeasures.measure(
        try Image(width: 48, height: 48, channels: 1, repeating: value))
      #expect(measures.brightness == Double(value) / 255)
      #expect(measures.contrast == 0)
      #expect(measures.sharpness == 0)
      #expect(measures.entropy == 0)
      #expect(measures.darkest == Double(value) / 255)
      #expect(measures.brightest == Double(value) / 255)
      #expect(measures.dHash == 0)
    }
  }

  @Test("halves of black and white have the figures of the textbook")
  func halves() throws {
    let pixels = (0..<64).map { UInt8($0 % 8 < 4 ? 0 : 255) }
    let measures = ImageMeasures.measure(
      try Image(width: 8, height: 8, channels: 1, pixels: pixels))
    #expect(measures.brightness == 0.5)
    #expect(measures.contrast == 0.5)
    #expect(abs(measures.entropy - 1) < 1e-12)
    #expect(measures.darkest == 0)
    #expect(measures.brightest == 1)
    // The Laplacian is ±255 at the edge between the halves: 16 of 64 samples.
    #expect(measures.sharpness == 65025.0 * 16 / 64)
  }

  @Test("the Laplacian's variance is that of plain code", arguments: ImageFixtures.all)
  func sharpnessMatchesPlainCode(image: Image) {
    let gray = image.grayscale()
    func at(_ x: Int, _ y: Int) -> Double {
      func fold(_ position: Int, _ count: Int) -> Int {
        count == 1 ? 0 : position < 0 ? 1 : position == count ? count - 2 : position
      }
      return Double(gray[fold(x, gray.width), fold(y, gray.height), 0])
    }
    var values: [Double] = []
    for y in 0..<gray.height {
      for x in 0..<gray.width {
        let around = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1)
        values.append(around - 4 * at(x, y))
      }
    }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    let measured = ImageMeasures.measure(image).sharpness
    #expect(abs(measured - variance) <= 1e-9 * max(1, variance))
  }

  @Test("blurring lowers the sharpness, and an RGB image measures as its luma")
  func laws() throws {
    let image = try ImageFixtures.drawn(width: 64, height: 64, channels: 3)
    let measures = ImageMeasures.measure(image)
    #expect(measures == ImageMeasures.measure(image.grayscale()))
    let blurred = ImageMeasures.measure(try image.medianDenoised(size: 5))
    #expect(blurred.sharpness < measures.sharpness)
  }

  @Test("hashes change little with brightness, size and compression, and much with the picture")
  func hashesAreRobust() throws {
    let gray = try ImageFixtures.drawn(width: 96, height: 96, channels: 1)
    let image = try gray.resized(width: 12, height: 12, filter: .area)
      .resized(width: 96, height: 96, filter: .bilinear)
    var decoder = try ImageDecoder()
    let variants = [
      image.brightened(by: 12), try image.resized(width: 48, height: 48),
      try decoder.decode(try JPEGEncoder.encode(image, quality: 60)).image,
    ]
    let first = ImageMeasures.measure(image)
    for variant in variants {
      let measures = ImageMeasures.measure(variant)
      #expect((measures.pHash ^ first.pHash).nonzeroBitCount <= 6)
      #expect((measures.dHash ^ first.dHash).nonzeroBitCount <= 6)
    }
    let other = ImageMeasures.measure(image.flippedHorizontally())
    #expect((other.pHash ^ first.pHash).nonzeroBitCount > 12)
    #expect((other.dHash ^ first.dHash).nonzeroBitCount > 12)
  }
}
