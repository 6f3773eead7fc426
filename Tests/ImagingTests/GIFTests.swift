import Imaging
import Testing

@Suite("GIF")
struct GIFTests {
  private static let grays = (0..<256).map { [UInt8($0), UInt8($0), UInt8($0)] }
  private static let colors = (0..<256).map { [UInt8($0), UInt8(255 - $0), 7] }

  private func index(_ x: Int, _ y: Int) -> Int { (x * 37 + y * 11) % 256 }

  @Test("the palette gives the colours; grays alone give one channel", arguments: [false, true])
  func readsPalettes(isLocal: Bool) throws {
    var file = RawGIF(screen: (13, 21), width: 13, height: 21, palette: Self.grays)
    file.isPaletteLocal = isLocal
    let gray = try decoded(file.file(index))
    #expect(gray.format == .gif && gray.image.channels == 1)
    file.palette = Self.colors
    let color = try decoded(file.file(index)).image
    for y in 0..<21 {
      for x in 0..<13 {
        #expect(gray.image.pixel(x, y) == [index(x, y)])
        #expect(color.pixel(x, y) == [index(x, y), 255 - index(x, y), 7])
      }
    }
  }

  @Test("interlaced rows find their places")
  func readsInterlaced() throws {
    var file = RawGIF(screen: (5, 19), width: 5, height: 19, palette: Self.grays)
    let plain = try decoded(file.file(index)).image
    file.isInterlaced = true
    #expect(try decoded(file.file(index)).image == plain)
  }

  @Test("what is transparent or outside the frame is black; what hangs over is cut off")
  func laysFrames() throws {
    var file = RawGIF(screen: (6, 5), width: 4, height: 4, palette: Self.grays)
    (file.left, file.top, file.transparent) = (3, 2, 9)
    let image = try decoded(file.file { x, y in x == 0 ? 9 : 100 + x * 10 + y }).image
    #expect(image.width == 6 && image.height == 5)
    for y in 0..<5 {
      for x in 0..<6 {
        let isInside = x >= 3 && y >= 2
        let expected = isInside && x > 3 ? 100 + (x - 3) * 10 + (y - 2) : 0
        #expect(image.pixel(x, y) == [expected])
      }
    }
    file.left = 60
    #expect(try decoded(file.file(index)).image.isFlat([0]))
    file.screen = (0, 0)
    #expect(try decoded(file.file(index)).image.width == 4)
  }

  @Test("only the first frame counts")
  func readsFirstFrame() throws {
    let file = RawGIF(screen: (3, 2), width: 3, height: 2, palette: Self.grays)
    let first = file.file { _, _ in 40 }
    let second = file.file { _, _ in 90 }
    let frames = first.dropLast() + second.dropFirst(13 + 768)
    #expect(try decoded([UInt8](frames)).image.isFlat([40]))
    #expect(try decoded([UInt8](first.dropLast()) + [1, 2, 3]).image.isFlat([40]))
  }

  @Test("huge screens and frames, no frame and no palette are refused")
  func refusesBombs() throws {
    let bomb = ImageError.tooManyPixels(width: 65535, height: 65535, limit: 100_000_000)
    var file = RawGIF(screen: (65535, 65535), width: 1, height: 1, palette: Self.grays)
    #expect(try refusal(file.file(index)) == bomb)
    file.screen = (1, 1)
    var large = file.file(index)
    large.replaceSubrange((13 + 768 + 5)..<(13 + 768 + 9), with: [255, 255, 255, 255])
    #expect(try refusal(large) == bomb)
    file.palette = []
    #expect(
      try refusal(file.file(index)) == .undecodable(.gif, reason: "the palette is missing"))
    #expect(
      try refusal([UInt8]("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0, 0x3B])
        == .undecodable(.gif, reason: "it has no frame"))
  }

  @Test("a screen or a frame that the data cannot fill is refused, unless damage is accepted")
  func refusesEmptyScreens() throws {
    let reason = "its data cannot fill the image"
    var file = RawGIF(screen: (1200, 1000), width: 1, height: 1, palette: Self.grays)
    let bytes = file.file { _, _ in 9 }
    #expect(try refusal(bytes) == .damaged(.gif, reason: reason))
    let accepted = try decoded(bytes, DecodingOptions(acceptDamaged: true))
    #expect(accepted.warning == reason && accepted.image.pixel(0, 0) == [9])
    // Of a frame the size of the screen, all but one pixel is missing.
    var large = bytes
    let size: [UInt8] = [0xB0, 4, 0xE8, 3]
    large.replaceSubrange((13 + 768 + 5)..<(13 + 768 + 9), with: size)
    #expect(try refusal(large) == .damaged(.gif, reason: reason))
    // A frame with data lies on any screen; so does any frame on one that costs little.
    (file.width, file.height) = (40, 30)
    #expect(try decoded(file.file(index)).image.width == 1200)
    (file.screen, file.width, file.height) = ((1200, 800), 1, 1)
    #expect(try decoded(file.file(index)).image.height == 800)
  }
}
