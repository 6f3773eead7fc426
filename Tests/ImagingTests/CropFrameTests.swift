import Core
import Imaging
import Testing

@Suite("Cutting a frame")
struct CropFrameTests {
  @Test("a level frame is copied, its corner at whole pixels", arguments: [1, 3])
  func copies(channels: Int) throws {
    let image = try ImageFixtures.drawn(width: 30, height: 20, channels: channels)
    let box = try image.cropped(to: PixelBox(x: 4, y: 3, width: 10, height: 10))
    for nudge in -8..<8 {
      let frame = CropFrame(centerX: 16 * 9 + nudge, centerY: 16 * 8 + nudge, side: 160 + nudge / 2)
      #expect(try image.cropped(to: frame, border: .black) == box)
    }
    let next = CropFrame(centerX: 16 * 9 + 8, centerY: 16 * 8, side: 160)
    #expect(
      try image.cropped(to: next, border: .edge)
        == image.cropped(to: PixelBox(x: 5, y: 3, width: 10, height: 10)))
  }

  @Test("what lies outside follows the border rule")
  func hangsOver() throws {
    let image = try ImageFixtures.drawn(width: 12, height: 9, channels: 1)
    let frame = CropFrame(centerX: 0, centerY: 0, side: 16 * 8)
    func corner(_ border: Border) throws -> Image { try image.cropped(to: frame, border: border) }
    for y in 0..<8 {
      for x in 0..<8 {
        let isInside = x >= 4 && y >= 4
        let inside = isInside ? image[x - 4, y - 4, 0] : 0
        #expect(try corner(.black)[x, y, 0] == inside)
        #expect(try corner(.constant(9))[x, y, 0] == (isInside ? inside : 9))
        #expect(try corner(.edge)[x, y, 0] == image[max(x - 4, 0), max(y - 4, 0), 0])
        #expect(try corner(.reflect)[x, y, 0] == image[abs(x - 4), abs(y - 4), 0])
      }
    }
  }

  @Test("a tilted frame about the middle is the turned image")
  func turns() throws {
    let image = try ImageFixtures.drawn(width: 41, height: 41, channels: 3)
    for tilt in [90_000, -90_000, 180_000, 12_345, -400] {
      let frame = CropFrame(centerX: 41 * 8, centerY: 41 * 8, side: 41 * 16, tilt: tilt)
      #expect(
        try image.cropped(to: frame, border: .edge)
          == image.rotated(degrees: Double(tilt) / 1000, border: .edge))
    }
  }

  @Test("a face that leans comes out level")
  func levels() throws {
    // A white bar that leans clockwise by 20 degrees lies level in the frame that leans with it.
    let bar = try Image(width: 101, height: 101, channels: 1, repeating: 0)
      .applying(.erase(x: 1000, y: 4800, width: 8000, height: 400, value: 255))
    let leaning = bar.rotated(degrees: -20, border: .black)
    let frame = CropFrame(centerX: 101 * 8, centerY: 101 * 8, side: 16 * 60, tilt: 20_000)
    let level = try leaning.cropped(to: frame, border: .black)
    for x in 0..<60 {
      #expect(level[x, 30, 0] > 200)
      #expect(level[x, 20, 0] == 0)
      #expect(level[x, 40, 0] == 0)
    }
  }

  @Test(
    "frames that no image has are refused",
    arguments: [
      CropFrame(centerX: 0, centerY: 0, side: 15), CropFrame(centerX: 0, centerY: 0, side: .max),
      CropFrame(centerX: 0, centerY: 0, side: 16 * 16385),
      CropFrame(centerX: .max, centerY: 0, side: 160),
      CropFrame(centerX: 0, centerY: .min, side: 160),
      CropFrame(centerX: 0, centerY: 0, side: 160, tilt: 180_001),
      CropFrame(centerX: 0, centerY: 0, side: 160, tilt: .min),
    ])
  func refuses(frame: CropFrame) throws {
    let image = try ImageFixtures.drawn(width: 4, height: 4, channels: 1)
    #expect(throws: ImageError.self) { try image.cropped(to: frame, border: .edge) }
  }

  @Test("a frame far outside is all border")
  func farOutside() throws {
    let image = try ImageFixtures.drawn(width: 4, height: 4, channels: 1)
    let frame = CropFrame(centerX: 16 << 24, centerY: 16 << 24, side: 160, tilt: 1000)
    let cut = try image.cropped(to: frame, border: .constant(5))
    #expect(cut.pixels.allSatisfy { $0 == 5 })
  }
}
