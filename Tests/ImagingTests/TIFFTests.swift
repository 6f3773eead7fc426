import Imaging
import Testing

@Suite("TIFF")
struct TIFFTests {
  private func gray(_ x: Int, _ y: Int) -> Int { (29 * x + 41 * y) % 256 }
  private func color(_ x: Int, _ y: Int) -> [Int] { [29 * x % 256, 41 * y % 256, x * y * 5 % 256] }

  /// Asserts a 9 × 6 image.
  private func expect(_ image: Image, _ pixel: (Int, Int) -> [Int]) {
    #expect(image.width == 9 && image.height == 6)
    for y in 0..<6 { for x in 0..<9 { #expect(image.pixel(x, y) == pixel(x, y)) } }
  }

  @Test("the palette copy of JAFFE comes out gray: identity map, eight strips")
  func readsJAFFE() throws {
    var file = RawTIFF(
      width: 32, height: 32, bits: [8], photometric: 3, strip: [],
      more: [278: [4], 320: (0..<3).flatMap { _ in (0..<256).map { $0 * 257 } }])
    file.blocks = (0..<8).map { strip in (0..<128).map { UInt8(($0 + strip * 31) % 256) } }
    let image = try decoded(file.file())
    #expect(image.format == .tiff)
    #expect(image.image.channels == 1)
    #expect(image.image.pixels == file.blocks.flatMap { $0 })
  }

  @Test("a palette of colours gives RGB; entries of 8 bits by mistake are taken so")
  func readsPalettes() throws {
    let map = [10, 200, 30, 40] + [1, 2, 3, 4] + [90, 80, 70, 60]
    for scale in [1, 256, 257] {
      let file = RawTIFF(
        width: 4, height: 1, bits: [2], photometric: 3, strip: [0b00_01_10_11],
        more: [320: map.map { $0 * scale }])
      let image = try decoded(file.file()).image
      #expect(image.pixels == [10, 1, 90, 200, 2, 80, 30, 3, 70, 40, 4, 60])
    }
  }

  @Test("gray of 1 to 16 bits fills the range, either way round", arguments: [1, 2, 4, 8, 16])
  func readsGray(bits: Int) throws {
    for bigEndian in [false, true] {
      for photometric in [0, 1] {
        let top = 1 << bits - 1
        let values = [0, top, top / 2, top / 3]
        var packed = ""
        for value in values {
          let digits = String(value, radix: 2)
          packed += String(repeating: "0", count: bits - digits.count) + digits
        }
        var file = RawTIFF(width: 4, height: 1, bits: [bits], photometric: photometric, strip: [])
        file.isBigEndian = bigEndian
        if bits == 16 {
          file.blocks = [values.flatMap { file.number($0, 2) }]
        } else {
          let padded = packed + String(repeating: "0", count: (8 - packed.count % 8) % 8)
          let starts = stride(from: 0, to: padded.count, by: 8)
          file.blocks = [starts.map { UInt8(padded.dropFirst($0).prefix(8), radix: 2) ?? 0 }]
        }
        let expected = values.map { value in
          let sample = (value * 255 + top / 2) / top
          return UInt8(photometric == 0 ? 255 - sample : sample)
        }
        #expect(try decoded(file.file()).image.pixels == expected)
      }
    }
  }

  @Test("RGB, planes, alpha, 16 bits and inks have their rules")
  func readsColors() throws {
    let bits = [8, 8, 8]
    let rgb = RawTIFF(width: 2, height: 1, bits: bits, photometric: 2, strip: [1, 2, 3, 4, 5, 6])
    #expect(try decoded(rgb.file()).image.pixels == [1, 2, 3, 4, 5, 6])
    var planar = RawTIFF(
      width: 2, height: 1, bits: bits, photometric: 2, strip: [], more: [284: [2]])
    planar.blocks = [[1, 4], [2, 5], [3, 6]]
    #expect(try decoded(planar.file()).image.pixels == [1, 2, 3, 4, 5, 6])
    for (kind, expected) in [
      (2, [100, 50, 25] as [UInt8]), (1, [200, 100, 50]), (0, [200, 100, 50]),
    ] {
      let alpha = RawTIFF(
        width: 1, height: 1, bits: bits + [8], photometric: 2, strip: [200, 100, 50, 128],
        more: [338: [kind]])
      #expect(try decoded(alpha.file()).image.pixels == expected)
    }
    let deep = RawTIFF(
      width: 1, height: 1, bits: [16, 16, 16], photometric: 2,
      strip: [0x80, 0x00, 0x81, 0x00, 0xFF, 0xFF])
    #expect(try decoded(deep.file()).image.pixels == [0, 1, 255])
    let inks = RawTIFF(
      width: 1, height: 1, bits: bits + [8], photometric: 5, strip: [55, 155, 255, 127])
    #expect(try decoded(inks.file()).image.pixels == [100, 50, 0])
    let luminance = RawTIFF(
      width: 2, height: 2, bits: bits, photometric: 6, strip: [100, 100, 100, 100, 90, 170],
      more: [530: [2, 2]])
    let image = try decoded(luminance.file()).image
    #expect(image.channels == 3)
    #expect(abs(Int(image.pixels[0]) - 159) <= 2 && abs(Int(image.pixels[2]) - 33) <= 2)
  }

  @Test("tiles are put together and cut off at the edges")
  func readsTiles() throws {
    func value(_ x: Int, _ y: Int) -> UInt8 { UInt8((x * 3 + y * 7) % 256) }
    var file = RawTIFF(
      width: 20, height: 18, bits: [8], photometric: 1, strip: [], more: [322: [16], 323: [16]])
    file.entries[278] = nil
    file.blocks = [(0, 0), (16, 0), (0, 16), (16, 16)].map { left, top in
      (0..<256).map { value(left + $0 % 16, top + $0 / 16) }
    }
    let image = try decoded(file.file()).image
    #expect(image.width == 20 && image.height == 18)
    for y in 0..<18 { for x in 0..<20 { #expect(image[x, y, 0] == value(x, y)) } }
  }

  @Test("compressed strips: LZW, deflate, PackBits, CCITT, JPEG")
  func readsCompressions() throws {
    expect(try decoded(EncodedFixtures.lzw).image) { [gray($0, $1)] }
    expect(try decoded(EncodedFixtures.packBits).image) { [gray($0, $1)] }
    expect(try decoded(EncodedFixtures.deflate).image) { color($0, $1) }
    expect(try decoded(EncodedFixtures.group4).image) { [($0 + $1) % 2 * 255] }
    let image = try decoded(EncodedFixtures.jpegInside).image
    #expect(image.channels == 3 && image.width == 16)
    for (sample, wanted) in zip(image.pixels, [159, 83, 33]) {
      #expect(abs(Int(sample) - wanted) <= 2)
    }
  }

  @Test("all eight orientations decode to one upright image", arguments: 1...8)
  func turnsUpright(orientation: Int) throws {
    let image = try ImageFixtures.drawn(width: 7, height: 5, channels: 1)
    let stored = try image.stored(orientation: orientation)
    let file = RawTIFF(
      width: stored.width, height: stored.height, bits: [8], photometric: 1, strip: stored.pixels,
      more: [274: [orientation]])
    let found = try decoded(file.file())
    #expect(found.image == image)
    #expect(found.orientation == orientation)
  }

  @Test("kinds that are not read are named")
  func refusesOtherKinds() throws {
    func refused(_ photometric: Int, _ more: [Int: [Int]]) throws -> ImageError? {
      let file = RawTIFF(
        width: 1, height: 1, bits: [8], photometric: photometric, strip: [1, 2, 3, 4], more: more)
      return try refusal(file.file())
    }
    #expect(
      try refused(1, [258: [32], 339: [3]])
        == .unsupported(.tiff, feature: "of signed or floating-point samples"))
    #expect(try refused(1, [258: [32]]) == .unsupported(.tiff, feature: "of 32-bit samples"))
    #expect(try refused(8, [:]) == .unsupported(.tiff, feature: "in colour space 8"))
    #expect(
      try refused(1, [259: [34712]]) == .unsupported(.tiff, feature: "compressed by method 34712"))
    #expect(
      try refused(2, [:])
        == .undecodable(.tiff, reason: "it has too few channels for its colour space"))
  }

  @Test("directories that point to themselves, absurd strips and tiles are errors at once")
  func survivesAttacks() throws {
    var cycle = RawTIFF(width: 1, height: 1, bits: [8], photometric: 1, strip: [7])
    cycle.next = 8
    #expect(try decoded(cycle.file()).image.pixels == [7])
    func file(_ more: [Int: [Int]]) -> [UInt8] {
      RawTIFF(width: 8, height: 8, bits: [8], photometric: 1, strip: [7], more: more).file()
    }
    #expect(
      try refusal(file([256: [1 << 30], 257: [1 << 30]]))
        == .sideTooLong(width: 1 << 30, height: 1 << 30))
    #expect(
      try refusal(file([322: [1 << 20], 323: [1 << 20]]))
        == .undecodable(.tiff, reason: "its tiles are far larger than the image"))
    #expect(try refusal(file([279: [Int(UInt32.max)]])) != nil)
    #expect(try refusal(file([273: [Int(UInt32.max)]])) != nil)
    #expect(try refusal(file([277: [65535]])) != nil)
    #expect(try refusal(file([278: [0]])) != nil)
    #expect(try refusal(file([256: [1], 257: [90_000_000], 278: [1]])) != nil)
  }

  @Test("tiles may not hold far more than the image, one by one or all together")
  func boundsTiles() throws {
    func refused(_ more: [Int: [Int]], bits: [Int] = [8]) throws -> ImageError? {
      try refusal(
        RawTIFF(width: 1, height: 1, bits: bits, photometric: 1, strip: [7], more: more).file())
    }
    let tooLarge = ImageError.undecodable(.tiff, reason: "its tiles are far larger than the image")
    #expect(try refused([257: [1_000_000], 322: [4096], 323: [1_000_000]]) == tooLarge)
    #expect(try refused([257: [4_000_000], 322: [4096], 323: [4_000_000]]) == tooLarge)
    // Each tile is small, and their sum is 4 GB.
    #expect(try refused([257: [1 << 24], 322: [256], 323: [256]]) == tooLarge)
    // libtiff finds the overflow itself.
    let most = Int(UInt32.max) - 15
    #expect(try refused([322: [most], 323: [most]]) != nil)
    #expect(try refused([322: [most], 323: [most], 284: [2]], bits: [16, 16]) != nil)
    // What a writer of large tiles does to a small image.
    var padded = RawTIFF(
      width: 3, height: 2, bits: [8], photometric: 1, strip: [],
      more: [322: [2048], 323: [2048]])
    padded.entries[278] = nil
    padded.blocks = [[UInt8](repeating: 9, count: 2048 * 2048)]
    #expect(try decoded(padded.file()).image.isFlat([9]))
  }
}
