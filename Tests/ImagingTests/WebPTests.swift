import Imaging
import Testing

@Suite("WebP")
struct WebPTests {
  private func color(_ x: Int, _ y: Int) -> [Int] { [29 * x % 256, 41 * y % 256, x * y * 5 % 256] }

  @Test("a lossless file keeps its pixels")
  func readsLossless() throws {
    let found = try decoded(EncodedFixtures.lossless)
    #expect(found.format == .webp && found.image.channels == 3)
    for y in 0..<6 { for x in 0..<9 { #expect(found.image.pixel(x, y) == color(x, y)) } }
  }

  @Test("transparency lies over black")
  func composesOverBlack() throws {
    let image = try decoded(EncodedFixtures.alpha).image
    for y in 0..<6 {
      for x in 0..<9 {
        let alpha = x > 4 ? 128 : 255
        #expect(image.pixel(x, y) == color(x, y).map { ($0 * alpha + 127) / 255 })
      }
    }
    let lossy = try decoded(EncodedFixtures.lossyAlpha).image
    for (sample, wanted) in zip(lossy.pixels, [100, 50, 25]) {
      #expect(abs(Int(sample) - wanted) <= 3)
    }
  }

  @Test("the orientation of the EXIF chunk is undone")
  func turnsUpright() throws {
    let upright = try decoded(EncodedFixtures.turned)
    #expect(upright.orientation == 6)
    #expect(
      upright.image == (try decoded(EncodedFixtures.lossless).image.rotatedUpright(orientation: 6)))
    for orientation in 1...8 {
      var file = EncodedFixtures.turned
      let tag = try #require(
        file.indices.last { $0 + 1 < file.count && (file[$0], file[$0 + 1]) == (0x12, 0x01) }
          ?? file.indices.last { $0 + 1 < file.count && (file[$0], file[$0 + 1]) == (0x01, 0x12) })
      let place = try #require((tag + 2..<file.count).first { file[$0] == 6 })
      file[place] = UInt8(orientation)
      #expect(try decoded(file).orientation == orientation)
    }
  }

  @Test("of an animation the first frame is read")
  func readsFirstFrame() throws {
    #expect(try decoded(EncodedFixtures.animated).image == decoded(EncodedFixtures.lossless).image)
  }

  @Test("a frame outside its canvas, and a canvas over the limit, are refused")
  func refusesBadCanvas() throws {
    var file = EncodedFixtures.animated
    file.replaceSubrange(24..<30, with: [3, 0, 0, 3, 0, 0])
    #expect(
      try refusal(file)
        == .undecodable(.webp, reason: "the first frame lies outside the canvas"))
    file.replaceSubrange(24..<30, with: [255, 255, 255, 255, 255, 255])
    #expect(
      try refusal(file)
        == .tooManyPixels(width: 1 << 24, height: 1 << 24, limit: 100_000_000))
    file.replaceSubrange(24..<30, with: [15, 0, 0, 11, 0, 0])
    let image = try decoded(file).image
    #expect(image.width == 16 && image.height == 12)
    #expect(image.pixel(8, 5) == color(8, 5) && image.pixel(9, 0) == [0, 0, 0])
  }
}
