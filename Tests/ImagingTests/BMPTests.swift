import Imaging
import Testing

@Suite("BMP")
struct BMPTests {
  private static let grays: [UInt8] = (0..<1024).map { UInt8($0 % 4 == 3 ? 0 : $0 / 4) }

  @Test("rows run upwards, or downwards when the height is negative")
  func knowsDirections() throws {
    let samples: [UInt8] = [3, 2, 1, 6, 5, 4, 0, 0, 9, 8, 7, 12, 11, 10, 0, 0]
    let up = try decoded(RawBMP(width: 2, height: 2, depth: 24).file(samples))
    #expect(up.format == .bmp)
    #expect(up.image.pixels == [7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6])
    let down = try decoded(RawBMP(width: 2, height: -2, depth: 24).file(samples)).image
    #expect(down.pixels == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  }

  @Test("indices of 1, 2, 4 and 8 bits; a palette of grays gives one channel")
  func readsIndices() throws {
    let rows: [(Int, [UInt8])] = [
      (1, [0b0100_0000, 0, 0, 0]), (2, [0b00_01_10_00, 0, 0, 0]), (4, [0x01, 0x20, 0, 0]),
      (8, [0, 1, 2, 0]),
    ]
    for (depth, row) in rows {
      let gray = RawBMP(
        width: 3, height: 1, depth: depth, palette: [UInt8](Self.grays.prefix(4 << depth)))
      #expect(try decoded(gray.file(row)).image.pixels == (depth == 1 ? [0, 1, 0] : [0, 1, 2]))
      var color = gray
      color.palette.replaceSubrange(4..<8, with: [30, 20, 10, 0])
      let image = try decoded(color.file(row)).image
      #expect(image.channels == 3 && image.pixel(1, 0) == [10, 20, 30])
    }
  }

  @Test("OS/2's header has entries of three bytes")
  func readsOS2() throws {
    let file = RawBMP(
      width: 2, height: 1, depth: 1, headerSize: 12, palette: [1, 2, 3, 4, 5, 6])
    #expect(try decoded(file.file([0b0100_0000, 0, 0, 0])).image.pixels == [3, 2, 1, 6, 5, 4])
  }

  @Test("16 bits are 5-5-5, or what the masks say; fields fill the range")
  func readsMasks() throws {
    let plain = RawBMP(width: 2, height: 1, depth: 16)
    #expect(
      try decoded(plain.file([0x1F, 0x7C, 0xE0, 0x03])).image.pixels == [255, 0, 255, 0, 255, 0])
    let masked = RawBMP(
      width: 2, height: 1, depth: 16, compression: 3, masks: [0xF800, 0x07E0, 0x001F])
    #expect(
      try decoded(masked.file([0x00, 0x80, 0x10, 0x04])).image.pixels == [132, 0, 0, 0, 130, 132])
  }

  @Test("the fourth byte is alpha only where a mask says so, and not when it is always 0")
  func readsAlpha() throws {
    let pixel: [UInt8] = [50, 100, 200, 128]
    let plain = RawBMP(width: 1, height: 1, depth: 32)
    #expect(try decoded(plain.file(pixel)).image.pixels == [200, 100, 50])
    let masked = RawBMP(
      width: 1, height: 1, depth: 32, headerSize: 124, compression: 3,
      masks: [0xFF0000, 0xFF00, 0xFF, 0xFF00_0000])
    #expect(try decoded(masked.file(pixel)).image.pixels == [100, 50, 25])
    #expect(try decoded(masked.file([50, 100, 200, 0])).image.pixels == [200, 100, 50])
  }

  @Test("runs of 8 and 4 bits, with literals, jumps and ends")
  func readsRuns() throws {
    let wide = RawBMP(width: 4, height: 3, depth: 8, compression: 1, palette: Self.grays)
    let bytes: [UInt8] = [3, 7, 0, 0, 0, 3, 1, 2, 3, 0, 0, 2, 0, 1, 1, 9, 0, 1]
    #expect(
      try decoded(wide.file(bytes)).image.pixels == [0, 0, 0, 9, 1, 2, 3, 0, 7, 7, 7, 0])
    let narrow = RawBMP(
      width: 5, height: 1, depth: 4, compression: 2, palette: [UInt8](Self.grays.prefix(64)))
    #expect(
      try decoded(narrow.file([2, 0x12, 0, 3, 0x34, 0x50, 0, 1])).image.pixels == [1, 2, 3, 4, 5])
    #expect(try decoded(narrow.file([5, 0xAB])).image.pixels == [10, 11, 10, 11, 10])
    #expect(
      try refusal(narrow.file([2, 0x12])) == .damaged(.bmp, reason: "the file ends too early"))
  }

  @Test("headers that contradict themselves are refused")
  func refusesBadHeaders() throws {
    func refused(_ file: RawBMP) throws -> ImageError? { try refusal(file.file([0, 0, 0, 0])) }
    #expect(
      try refused(RawBMP(width: 65535, height: 65535, depth: 24))
        == .tooManyPixels(width: 65535, height: 65535, limit: 100_000_000))
    #expect(
      try refused(RawBMP(width: -1, height: 1, depth: 24))
        == .undecodable(.bmp, reason: "a side is negative"))
    #expect(
      try refused(RawBMP(width: 1, height: 1, depth: 8))
        == .undecodable(.bmp, reason: "the palette is missing"))
    #expect(
      try refused(RawBMP(width: 1, height: 1, depth: 24, compression: 4))
        == .unsupported(.bmp, feature: "a JPEG inside"))
    #expect(
      try refused(RawBMP(width: 1, height: 1, depth: 24, compression: 1))
        == .undecodable(.bmp, reason: "24 bits a pixel cannot be packed so"))
    #expect(
      try refused(
        RawBMP(width: 1, height: 1, depth: 32, compression: 3, masks: [0xFF00FF, 0, 0]))
        == .undecodable(.bmp, reason: "a colour mask has gaps"))
    #expect(
      try refused(RawBMP(width: 1, height: .min / 2, depth: 24)) != nil)
  }

  @Test("a header alone is refused, plain or in runs, unless damage is accepted")
  func refusesBareHeaders() throws {
    let plain = RawBMP(width: 1200, height: 1000, depth: 24).file([1, 2, 3])
    #expect(try refusal(plain) == .damaged(.bmp, reason: "the file ends too early"))
    let runs = RawBMP(width: 1200, height: 1000, depth: 8, compression: 1, palette: Self.grays)
    let reason = "its runs cannot fill the image"
    #expect(try refusal(runs.file([0, 1])) == .damaged(.bmp, reason: reason))
    let accepted = try decoded(runs.file([0, 1]), DecodingOptions(acceptDamaged: true))
    #expect(accepted.warning == reason && accepted.image.isFlat([0]))
    // Five runs fill a row; and a small image may skip all of its pixels.
    let row: [UInt8] = [240, 7, 240, 7, 240, 7, 240, 7, 240, 7, 0, 0]
    let filled = runs.file([[UInt8]](repeating: row, count: 1000).flatMap { $0 } + [0, 1])
    #expect(try decoded(filled).image.isFlat([7]))
    var small = runs
    small.height = 800
    #expect(try decoded(small.file([0, 1])).image.isFlat([0]))
  }

  @Test("a file that is too short for its header is refused before its pixels are allocated")
  func allocatesLate() throws {
    // As many pixels as no machine has room for.
    let limitless = DecodingOptions(maximumPixels: .max)
    let side = Image.maximumSide
    for (depth, compression, palette) in [(24, 0, []), (8, 0, Self.grays), (8, 1, Self.grays)] {
      let file = RawBMP(
        width: side, height: side, depth: depth, compression: compression, palette: palette)
      #expect(try refusal(file.file([0, 1]), limitless) != nil)
    }
  }
}
