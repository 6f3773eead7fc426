import Imaging
import Testing

@Suite("Decoding")
struct DecodingTests {
  private func decode(
    _ bytes: [UInt8], _ options: DecodingOptions = DecodingOptions()
  ) throws -> DecodedImage {
    var decoder = try ImageDecoder()
    return try decoder.decode(bytes, options: options)
  }

  @Test("a PNG gives back the image that was written", arguments: ImageFixtures.all)
  func keepsPNG(image: Image) throws {
    let decoded = try decode(try PNGEncoder.encode(image))
    #expect(decoded.image == image)
    #expect(decoded.format == .png)
    #expect(decoded.orientation == 1)
    #expect(decoded.warning == nil)
  }

  @Test("a PGM gives back the gray image that was written", arguments: ImageFixtures.all)
  func keepsPGM(image: Image) throws {
    #expect(try decode(PGM.encode(image)).image == image.grayscale())
    #expect(try PGM.decode(PGM.encode(image)) == image.grayscale())
  }

  @Test("a JPEG has the size and the channels that were written", arguments: ImageFixtures.all)
  func keepsShapeOfJPEG(image: Image) throws {
    let bytes = try JPEGEncoder.encode(image, quality: 95)
    let decoded = try decode(bytes)
    #expect(decoded.image.width == image.width)
    #expect(decoded.image.height == image.height)
    #expect(decoded.image.channels == image.channels)
    #expect(try JPEGEncoder.encode(image, quality: 95) == bytes)
  }

  @Test("flat blocks survive JPEG exactly")
  func keepsFlatBlocks() throws {
    let image = try ImageFixtures.blocks()
    #expect(try decode(try JPEGEncoder.encode(image, quality: 100)).image == image)
  }

  @Test("all eight orientations of a JPEG decode to one upright image", arguments: 1...8)
  func turnsJPEGUpright(orientation: Int) throws {
    let image = try ImageFixtures.blocks()
    let stored = try image.stored(orientation: orientation)
    let decoded = try decode(
      try JPEGEncoder.encode(stored, quality: 100, exifOrientation: orientation))
    #expect(decoded.image == image)
    #expect(decoded.orientation == orientation)
  }

  @Test("all eight orientations of a PNG decode to one upright image", arguments: 1...8)
  func turnsPNGUpright(orientation: Int) throws {
    let image = try ImageFixtures.drawn(width: 7, height: 5, channels: 1)
    let stored = try image.stored(orientation: orientation)
    var file = RawPNG(width: stored.width, height: stored.height, depth: 8, colorType: 0)
    let bigEndian: [UInt8] =
      [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation)]
      + [0, 0, 0, 0, 0, 0]
    file.chunks = [("eXIf", bigEndian)]
    let decoded = try decode(file.file { x, y in [Int(stored[x, y, 0])] })
    #expect(decoded.image == image)
    #expect(decoded.orientation == orientation)
  }

  @Test("a corner of each orientation is where EXIF says")
  func knowsEachOrientation() throws {
    // The upright image is  1 2 / 3 4 / 5 6.
    let upright = try Image(width: 2, height: 3, channels: 1, pixels: [1, 2, 3, 4, 5, 6])
    let stored: [[UInt8]] = [
      [1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5], [6, 5, 4, 3, 2, 1], [5, 6, 3, 4, 1, 2],
      [1, 3, 5, 2, 4, 6], [2, 4, 6, 1, 3, 5], [6, 4, 2, 5, 3, 1], [5, 3, 1, 6, 4, 2],
    ]
    for (index, pixels) in stored.enumerated() {
      let turned = index >= 4
      let image = try Image(
        width: turned ? 3 : 2, height: turned ? 2 : 3, channels: 1, pixels: pixels)
      #expect(try image.rotatedUpright(orientation: index + 1) == upright)
      #expect(try upright.stored(orientation: index + 1) == image)
    }
  }

  @Test(
    "a gray PNG of any depth is scaled to 8 bits", arguments: [1, 2, 4, 8, 16], [false, true])
  func scalesGrayPNG(depth: Int, isInterlaced: Bool) throws {
    let top = (1 << depth) - 1
    let file = RawPNG(
      width: 11, height: 9, depth: depth, colorType: 0, isInterlaced: isInterlaced)
    func value(_ x: Int, _ y: Int) -> Int { (x * 7919 + y * 104729) & top }
    let image = try decode(file.file { [value($0, $1)] }).image
    #expect(image.channels == 1)
    for y in 0..<9 {
      for x in 0..<11 {
        let expected = (value(x, y) * 510 + top) / (2 * top)
        #expect(Int(image[x, y, 0]) == expected)
      }
    }
  }

  @Test("a palette PNG takes its colors from the palette", arguments: [1, 2, 4, 8], [false, true])
  func readsPalette(depth: Int, isInterlaced: Bool) throws {
    var file = RawPNG(
      width: 6, height: 5, depth: depth, colorType: 3, isInterlaced: isInterlaced)
    file.chunks = [("PLTE", [10, 20, 30, 200, 100, 0])]
    let image = try decode(file.file { x, y in [(x + y) % 2] }).image
    #expect(image.channels == 3)
    #expect([image[0, 0, 0], image[0, 0, 1], image[0, 0, 2]] == [10, 20, 30])
    #expect([image[1, 0, 0], image[1, 0, 1], image[1, 0, 2]] == [200, 100, 0])
  }

  @Test("transparency lies over black", arguments: [8, 16])
  func composesOverBlack(depth: Int) throws {
    let scale = depth == 16 ? 257 : 1
    let gray = RawPNG(width: 2, height: 1, depth: depth, colorType: 4)
    let grayImage = try decode(gray.file { x, _ in [200 * scale, (x == 0 ? 128 : 0) * scale] })
      .image
    #expect(grayImage.pixels == [100, 0])
    let color = RawPNG(width: 1, height: 1, depth: depth, colorType: 6)
    let colorImage = try decode(
      color.file { _, _ in [255 * scale, 100 * scale, 3 * scale, 51 * scale] }
    ).image
    #expect(colorImage.pixels == [51, 20, 1])
    var keyed = RawPNG(width: 2, height: 1, depth: depth, colorType: 0)
    let key = 77 * scale
    keyed.chunks = [("tRNS", [UInt8(key >> 8), UInt8(key & 255)])]
    #expect(try decode(keyed.file { x, _ in [x == 0 ? key : 50 * scale] }).image.pixels == [0, 50])
  }

  @Test("a gamma chunk and a color profile change no sample", arguments: [8, 16])
  func ignoresGamma(depth: Int) throws {
    let scale = depth == 16 ? 257 : 1
    var file = RawPNG(width: 3, height: 1, depth: depth, colorType: 4)
    let profile: [UInt8] = [UInt8]("p\0".utf8) + [0, 0x78, 0x01, 1, 0, 0, 0xFF, 0xFF, 0, 0, 0, 1]
    let white: [UInt8] = (0..<8).map { $0 * 10_000 }.flatMap(RawPNG.word)
    let kinds: [[(String, [UInt8])]] = [
      [("gAMA", RawPNG.word(100_000))], [("gAMA", RawPNG.word(45_455)), ("sRGB", [0])],
      [("cHRM", white)], [("iCCP", profile)],
    ]
    for chunks in kinds {
      file.chunks = chunks
      let image = try decode(file.file { x, _ in [(x * 60 + 10) * scale, 255 * scale] })
      #expect(image.image.pixels == [10, 70, 130])
      #expect(image.warning == nil)
    }
  }

  @Test("a palette of grays alone gives one channel")
  func readsGrayPalette() throws {
    var file = RawPNG(width: 3, height: 2, depth: 8, colorType: 3)
    file.chunks = [("PLTE", [9, 9, 9, 80, 80, 80, 7, 7, 7]), ("tRNS", [255, 128])]
    let image = try decode(file.file { x, _ in [x] }).image
    #expect(image.channels == 1)
    #expect(image.pixels == [9, 40, 7, 9, 40, 7])
  }

  @Test("an interlaced PNG of every kind and of the smallest sizes is the plain one")
  func readsInterlaced() throws {
    let gray: [UInt8] = [0, 0, 0, 90, 90, 90]
    let kinds: [(color: Int, samples: Int, chunks: [(String, [UInt8])])] = [
      (0, 1, []), (0, 1, [("tRNS", [0, 1])]), (2, 3, []), (2, 3, [("tRNS", [0, 1, 0, 2, 0, 3])]),
      (3, 1, [("PLTE", gray)]), (3, 1, [("PLTE", [1, 2, 3, 4, 5, 6]), ("tRNS", [9, 200])]),
      (4, 2, []), (6, 4, []),
    ]
    for kind in kinds {
      for (width, height) in [(1, 1), (2, 3), (4, 1), (5, 5), (1, 6), (9, 10)] {
        var file = RawPNG(width: width, height: height, depth: 8, colorType: kind.color)
        file.chunks = kind.chunks
        func pixel(_ x: Int, _ y: Int) -> [Int] {
          (0..<kind.samples).map { (x * 29 + y * 41 + $0 * 90) % (kind.color == 3 ? 2 : 256) }
        }
        let plain = try decode(file.file(pixel)).image
        file.isInterlaced = true
        #expect(try decode(file.file(pixel)).image == plain)
      }
    }
  }

  @Test("a gray image takes up one byte a pixel, whatever its file held")
  func holdsNoMoreThanPixels() throws {
    var file = RawPNG(width: 300, height: 200, depth: 8, colorType: 3)
    file.chunks = [("PLTE", [0, 0, 0, 90, 90, 90]), ("tRNS", [255, 128])]
    let image = try decode(file.file { x, y in [(x + y) % 2] }).image
    #expect(image.channels == 1 && image.pixel(1, 0) == [45])
    #expect(image.pixels.capacity < 2 * 300 * 200)
  }

  @Test("of an animated PNG the default image is read")
  func readsAnimatedPNG() throws {
    var file = RawPNG(width: 2, height: 1, depth: 8, colorType: 0)
    file.chunks = [("acTL", RawPNG.word(2) + RawPNG.word(0))]
    let bytes = file.file { x, _ in [x + 5] }
    let frame = RawPNG.chunk("fdAT", RawPNG.word(1) + [1, 2, 3])
    #expect(
      try decode([UInt8](bytes.dropLast(12)) + frame + bytes.suffix(12)).image.pixels == [5, 6])
  }

  @Test("graymaps and pixmaps of 16 bits are scaled to 8")
  func readsDeepMaps() throws {
    let deep = [UInt8]("P5 2 1 65535\n".utf8) + [0x80, 0x00, 0xFF, 0xFF]
    #expect(try decode(deep).image.pixels == [128, 255])
    let color = [UInt8]("P6 1 1 1000\n".utf8) + [0x03, 0xE8, 0, 0, 0x01, 0xF4]
    let image = try decode(color)
    #expect(image.format == .ppm)
    #expect(image.image.pixels == [255, 0, 128])
  }

  @Test("a graymap's smaller maximum is scaled and its comments are skipped")
  func readsGraymaps() throws {
    let bytes = [UInt8]("P5 # made by hand\n2\t1 # size\n15\n".utf8) + [15, 8]
    #expect(try decode(bytes).image.pixels == [255, 136])
  }

  @Test("one decoder decodes file after file, whatever went before")
  func isReusable() throws {
    var decoder = try ImageDecoder()
    let image = try ImageFixtures.blocks()
    let bytes = try JPEGEncoder.encode(image, quality: 100)
    #expect(throws: ImageError.self) { try decoder.decode([UInt8](bytes.prefix(60))) }
    #expect(try decoder.decode(bytes).image == image)
    #expect(throws: ImageError.self) { try decoder.decode([UInt8](bytes.dropLast(20))) }
    #expect(try decoder.decode(bytes).image == image)
  }
}
