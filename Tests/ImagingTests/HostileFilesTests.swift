import Core
import Imaging
import Testing

@Suite("Hostile and broken files")
struct HostileFilesTests {
  private func failure(
    _ bytes: [UInt8], _ options: DecodingOptions = DecodingOptions()
  ) throws -> ImageError? {
    var decoder = try ImageDecoder()
    do throws(ImageError) {
      _ = try decoder.decode(bytes, options: options)
      return nil
    } catch {
      return error
    }
  }

  private static func sample(_ format: ImageFormat) throws -> [UInt8] {
    let image = try ImageFixtures.drawn(width: 40, height: 30, channels: 3)
    return switch format {
    case .jpeg: try JPEGEncoder.encode(image, quality: 90)
    case .png: try PNGEncoder.encode(image)
    case .pgm: PGM.encode(image)
    case .ppm: [UInt8]("P6 40 30 255\n".utf8) + image.pixels
    case .tiff: tiff(image)
    case .webp: EncodedFixtures.drawn
    case .gif: gif(image)
    case .bmp: RawBMP(width: 40, height: -30, depth: 24).file(image.pixels)
    }
  }

  private static func tiff(_ image: Image) -> [UInt8] {
    var file = RawTIFF(
      width: 40, height: 30, bits: [8, 8, 8], photometric: 2, strip: [], more: [278: [2]])
    file.blocks = (0..<15).map { [UInt8](image.pixels[($0 * 240)..<($0 * 240 + 240)]) }
    return file.file()
  }

  private static func gif(_ image: Image) -> [UInt8] {
    RawGIF(
      screen: (40, 30), width: 40, height: 30, palette: (0..<256).map { [UInt8($0), 0, 0] }
    ).file { x, y in Int(image[x, y, 0]) }
  }

  @Test("an empty file and one of no format are told apart")
  func namesTheUnreadable() throws {
    #expect(try failure([]) == .emptyFile)
    #expect(try failure([0x47, 0x49, 0x46, 0x39]) == .unknownFormat(firstBytes: [71, 73, 70, 57]))
  }

  @Test("a header of 65535 × 65535 is refused before anything is allocated")
  func refusesBombs() throws {
    let expected = ImageError.tooManyPixels(width: 65535, height: 65535, limit: 100_000_000)
    var png = try Self.sample(.png)
    png.replaceSubrange(16..<24, with: [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF])
    #expect(try failure(png) == expected)
    let jpeg = try Self.sample(.jpeg)
    let frame = try #require(
      jpeg.indices.first { jpeg[$0] == 0xFF && $0 + 1 < jpeg.count && jpeg[$0 + 1] == 0xC0 })
    var bomb = jpeg
    bomb.replaceSubrange((frame + 5)..<(frame + 9), with: [0xFF, 0xFF, 0xFF, 0xFF])
    let jpegFailure = try #require(try failure(bomb))
    // libjpeg itself refuses sides over 65500.
    switch jpegFailure {
    case .undecodable(.jpeg, _), expected: break
    default: Issue.record("\(jpegFailure)")
    }
    #expect(try failure([UInt8]("P5 65535 65535 255\n".utf8)) == expected)
    #expect(
      try failure([UInt8]("P5 999999999 999999999 255\n".utf8))
        == .sideTooLong(width: 999_999_999, height: 999_999_999))
  }

  @Test("a side that no image may have is not blamed on the limit of pixels")
  func namesLongSides() throws {
    let longest = Image.maximumSide
    for options in [DecodingOptions(), DecodingOptions(maximumPixels: .max)] {
      #expect(
        try failure([UInt8]("P5 1 99999984 255\n".utf8), options)
          == .sideTooLong(width: 1, height: 99_999_984))
      #expect(
        try failure([UInt8]("P5 \(longest + 1) 1 255\n".utf8), options)
          == .sideTooLong(width: longest + 1, height: 1))
      #expect(
        try failure([UInt8]("P5 \(longest) 1 255\n".utf8), options)
          == .damaged(.pgm, reason: "the file ends too early"))
    }
  }

  @Test("the limit on pixels is exact", arguments: ImageFormat.allCases)
  func keepsTheLimit(format: ImageFormat) throws {
    let bytes = try Self.sample(format)
    #expect(try failure(bytes, DecodingOptions(maximumPixels: 1200)) == nil)
    #expect(
      try failure(bytes, DecodingOptions(maximumPixels: 1199))
        == .tooManyPixels(width: 40, height: 30, limit: 1199))
  }

  @Test("a file cut off anywhere is an error, and never a crash", arguments: ImageFormat.allCases)
  func refusesTruncation(format: ImageFormat) throws {
    let bytes = try Self.sample(format)
    for count in 1..<(bytes.count - 1) {
      #expect(try failure([UInt8](bytes.prefix(count))) != nil)
      _ = try failure([UInt8](bytes.prefix(count)), DecodingOptions(acceptDamaged: true))
    }
  }

  @Test(
    "half a file is damaged, and accepted on request with the reason",
    arguments: ImageFormat.allCases)
  func acceptsDamageOnRequest(format: ImageFormat) throws {
    let bytes = try Self.sample(format)
    let half = [UInt8](bytes.prefix(bytes.count * 2 / 3))
    let reason =
      switch format {
      case .jpeg: "Premature end of JPEG file"
      case .tiff: "Read error on strip 9; got 167 bytes, expected 240"
      case .gif: "Failed to read from given file"
      default: "the file ends too early"
      }
    #expect(try failure(half) == .damaged(format, reason: reason))
    var decoder = try ImageDecoder()
    let decoded = try decoder.decode(half, options: DecodingOptions(acceptDamaged: true))
    let whole = try decoder.decode(bytes)
    #expect(decoded.warning == reason)
    #expect(decoded.image.width == 40)
    #expect(decoded.image.height == 30)
    // libwebp gives rows of a lossless file in large portions only.
    let firstRow = decoded.image.pixels.prefix(format == .webp ? 0 : 40)
    #expect(firstRow.elementsEqual(whole.image.pixels.prefix(firstRow.count)))
    #expect(decoded.image != whole.image)
  }

  @Test("flipped bytes never crash the decoder", arguments: ImageFormat.allCases)
  func survivesFlippedBytes(format: ImageFormat) throws {
    let bytes = try Self.sample(format)
    var luck = LuckKey(seed: 7, purpose: "hostile").luck(for: 0, epoch: 0)
    var decoder = try ImageDecoder()
    for _ in 0..<300 {
      var broken = bytes
      for _ in 0..<3 {
        broken[luck.index(below: broken.count)] = UInt8(truncatingIfNeeded: luck.nextUInt32())
      }
      let options = DecodingOptions(maximumPixels: 1_000_000, acceptDamaged: true)
      _ = try? decoder.decode(broken, options: options)
    }
    #expect(try decoder.decode(bytes).image.width == 40)
  }

  @Test("a JPEG without its tables is an error, even after a file that had them")
  func keepsNoTables() throws {
    let whole = try Self.sample(.jpeg)
    var stripped: [UInt8] = [0xFF, 0xD8]
    var position = 2
    while whole[position + 1] != 0xDA {
      let length = 2 + Int(whole[position + 2]) << 8 + Int(whole[position + 3])
      if whole[position + 1] != 0xDB { stripped += whole[position..<(position + length)] }
      position += length
    }
    stripped += whole[position...]
    var decoder = try ImageDecoder()
    _ = try decoder.decode(whole)
    #expect(
      throws: ImageError.undecodable(.jpeg, reason: "Quantization table 0x00 was not defined")
    ) {
      try decoder.decode(stripped)
    }
  }

  @Test("random bytes behind each signature never crash the decoder")
  func survivesNoise() throws {
    var luck = LuckKey(seed: 8, purpose: "hostile").luck(for: 0, epoch: 0)
    let signatures: [[UInt8]] = [
      [], [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0x50, 0x35, 0x0A],
      [0x50, 0x36, 0x0A], [0x49, 0x49, 42, 0, 8, 0, 0, 0], [UInt8]("GIF89a".utf8),
      [UInt8]("RIFF\u{20}\0\0\0WEBPVP8 ".utf8),
      [0x42, 0x4D] + [UInt8](repeating: 0, count: 12) + [40, 0, 0, 0],
    ]
    for round in 0..<900 {
      let noise = (0..<luck.index(below: 200)).map { _ in
        UInt8(truncatingIfNeeded: luck.nextUInt32())
      }
      #expect(try failure(signatures[round % signatures.count] + noise) != nil)
    }
  }

  @Test("a wrong checksum in a PNG is damage or an error, never silence")
  func checksPNG() throws {
    var file = RawPNG(width: 4, height: 4, depth: 8, colorType: 0)
    file.chunks = [("tEXt", [UInt8]("a\0b".utf8))]
    var bytes = file.file { x, y in [x * y] }
    #expect(try failure(bytes) == nil)
    bytes[8 + 25 + 8] ^= 1
    #expect(try failure(bytes) == .damaged(.png, reason: "tEXt: CRC error"))
  }

  @Test("EXIF that lies about its offsets has no orientation")
  func survivesHostileEXIF() throws {
    let good: [UInt8] =
      [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
    func orientation(_ block: [UInt8]) -> Int? {
      block.withUnsafeBytes { EXIF.orientation(inTIFF: $0) }
    }
    #expect(orientation(good) == 6)
    for count in 0..<22 { #expect(orientation([UInt8](good.prefix(count))) == nil) }
    for index in good.indices {
      for value: UInt8 in [0, 1, 0x7F, 0xFF] {
        var broken = good
        broken[index] = value
        let found = orientation(broken)
        #expect(found == nil || (1...8).contains(found ?? 0))
      }
    }
  }
}
