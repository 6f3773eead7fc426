import Imaging
import Testing

@Suite("Canvas and contact sheet")
struct CanvasTests {
  @Test("every printable character is drawn, and each is another one")
  func drawsEveryCharacter() throws {
    var seen: Set<[UInt8]> = []
    for code in 0x20...0x7E {
      for weight in [Canvas.Weight.regular, .bold] {
        var canvas = try Canvas(width: 7, height: 13)
        canvas.text(
          String(UnicodeScalar(UInt8(code))), x: 0, y: 0, Canvas.Color(0x000000), weight: weight)
        let inked = canvas.image.pixels.contains { $0 == 0 }
        #expect(inked == (code != 0x20))
        seen.insert(canvas.image.pixels)
      }
    }
    #expect(seen.count >= 95)
  }

  @Test("what falls outside is cut off")
  func clips() throws {
    var canvas = try Canvas(width: 10, height: 10)
    let picture = try ImageFixtures.drawn(width: 8, height: 8, channels: 3)
    for (x, y) in [(-20, -20), (-4, -4), (6, 6), (40, 3), (3, 40)] {
      canvas.paste(picture, x: x, y: y, scale: 2)
      canvas.fill(x: x, y: y, width: 30, height: 1, Canvas.Color(0xFF0000))
      canvas.text("long text", x: x, y: y, Canvas.Color(0x00FF00), scale: 3)
    }
    #expect(canvas.image.width == 10)
  }

  @Test("a pasted picture repeats each pixel")
  func enlarges() throws {
    let picture = try Image(width: 2, height: 1, channels: 1, pixels: [9, 200])
    var canvas = try Canvas(width: 4, height: 2)
    canvas.paste(picture, x: 0, y: 0, scale: 2)
    #expect(
      canvas.image.grayscale().pixels == [9, 9, 200, 200, 9, 9, 200, 200])
  }

  @Test("text is shortened to the room there is")
  func fitsText() {
    #expect(Canvas.fitted("surprise", width: 56) == "surprise")
    #expect(Canvas.fitted("surprise", width: 55) == "surpr..")
    #expect(Canvas.fitted("surprise", width: 8) == ".")
    #expect(Canvas.fitted("surprise", width: 0) == "")
  }

  @Test("a sheet is the same every time, holds every picture, and may be empty")
  func drawsSheets() throws {
    let picture = try ImageFixtures.drawn(width: 48, height: 48, channels: 1)
    let large = try ImageFixtures.drawn(width: 300, height: 200, channels: 3)
    let sheet = ContactSheet(
      title: "Preview", subtitle: "two samples", columns: ["original", "canonical"],
      rows: [
        ContactSheet.Row(label: "happy", note: "a.jpg", pictures: [large, picture]),
        ContactSheet.Row(label: "happy", note: "b.jpg", pictures: [nil, picture, picture]),
      ])
    let image = try sheet.draw()
    #expect(try sheet.draw() == image)
    let empty = try ContactSheet(title: "", columns: [], rows: []).draw()
    #expect(empty.width > 0)
    // The canonical picture stands in its tile, each pixel doubled.
    let corner = (0..<(image.width * image.height)).contains { start in
      let (x, y) = (start % image.width, start / image.width)
      guard x + 96 <= image.width, y + 96 <= image.height else { return false }
      return stride(from: 0, to: 48, by: 5).allSatisfy { step in
        image[x + 2 * step, y + 2 * step, 0] == picture[step, step, 0]
          && image[x + 2 * step + 1, y + 2 * step, 2] == picture[step, step, 0]
      }
    }
    #expect(corner)
  }
}
