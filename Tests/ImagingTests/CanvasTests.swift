import Imaging
import Testing

@Suite("Canvas")
struct CanvasTests {
  private static let black = Canvas.Color(0x000000)

  @Test(
    "every printable character is drawn, and each is another one", arguments: Canvas.Style.allCases)
  func drawsEveryCharacter(style: Canvas.Style) throws {
    var seen: Set<[UInt8]> = []
    for code in 0x20...0x7E {
      let text = String(UnicodeScalar(UInt8(code)))
      var canvas = try Canvas(width: Canvas.width(of: text, style), height: style.lineHeight)
      canvas.text(text, x: 0, y: 0, Self.black, style)
      #expect(canvas.image.pixels.contains { $0 == 0 } == (code != 0x20))
      seen.insert(canvas.image.pixels)
    }
    #expect(seen.count == 95)
  }

  @Test("a character stays within its cell", arguments: Canvas.Style.allCases)
  func charactersDoNotOverlap(style: Canvas.Style) throws {
    let width = Canvas.width(of: "M", style)
    for code in 0x20...0x7E {
      let text = String(UnicodeScalar(UInt8(code)))
      var canvas = try Canvas(width: width + 8, height: style.lineHeight + 8)
      canvas.text(text, x: 4, y: 4, Self.black, style)
      let image = canvas.image
      for y in 0..<image.height {
        for x in 0..<image.width where image[x, y, 0] == 0 {
          #expect((4..<(4 + width)).contains(x) && (4..<(4 + style.lineHeight)).contains(y))
        }
      }
    }
  }

  @Test("what falls outside is cut off, and changes nothing inside")
  func clips() throws {
    let picture = try ImageFixtures.drawn(width: 8, height: 8, channels: 3)
    let far = 1 << 40
    for (x, y) in [(-20, -20), (-4, -4), (6, 6), (40, 3), (3, 40)] {
      var small = try Canvas(width: 10, height: 10)
      var large = try Canvas(width: 110, height: 110)
      for shift in [0, 50] {
        func draw(on canvas: inout Canvas) {
          canvas.paste(picture, x: x + shift, y: y + shift, scale: 2)
          canvas.fill(x: x + shift, y: y + shift, width: 30, height: 1, Canvas.Color(0xFF0000))
          canvas.text("long", x: x + shift, y: y + shift, Canvas.Color(0x00FF00), .title)
          canvas.line(
            from: CanvasPoint(x: (x + shift) * 16, y: (y + shift) * 16),
            to: CanvasPoint(x: (5 + shift) * 16, y: (y + 30 + shift) * 16), thickness: 40,
            Self.black)
          canvas.disc(
            center: CanvasPoint(x: (x + shift) * 16, y: (y + shift) * 16), radius: 70,
            Canvas.Color(0x0000FF))
        }
        if shift == 0 { draw(on: &small) } else { draw(on: &large) }
      }
      for row in 0..<10 {
        for column in 0..<10 {
          for channel in 0..<3 {
            #expect(
              small.image[column, row, channel] == large.image[column + 50, row + 50, channel])
          }
        }
      }
    }
    var canvas = try Canvas(width: 4, height: 4)
    let blank = canvas.image
    canvas.line(
      from: CanvasPoint(x: far, y: far), to: CanvasPoint(x: far, y: -far), thickness: 16,
      Self.black)
    #expect(canvas.image == blank)
  }

  @Test("a pasted picture repeats each pixel")
  func enlarges() throws {
    let picture = try Image(width: 2, height: 1, channels: 1, pixels: [9, 200])
    var canvas = try Canvas(width: 4, height: 2)
    canvas.paste(picture, x: 0, y: 0, scale: 2)
    #expect(canvas.image.grayscale().pixels == [9, 9, 200, 200, 9, 9, 200, 200])
  }

  @Test("an upright line of two pixels covers exactly those, and a line is the same both ways")
  func lines() throws {
    var canvas = try Canvas(width: 8, height: 6)
    let (top, bottom) = (CanvasPoint(x: 48, y: -200), CanvasPoint(x: 48, y: 400))
    canvas.line(from: top, to: bottom, thickness: 32, Self.black)
    let row = (0..<8).map { canvas.image[$0, 3, 0] }
    #expect(row == [255, 255, 0, 0, 255, 255, 255, 255])
    let (start, end) = (CanvasPoint(x: 10, y: 12), CanvasPoint(x: 300, y: 155))
    var (there, back) = (try Canvas(width: 24, height: 16), try Canvas(width: 24, height: 16))
    there.line(from: start, to: end, thickness: 24, Self.black)
    back.line(from: end, to: start, thickness: 24, Self.black)
    #expect(there.image == back.image)
  }

  @Test("a disc covers about its area, and nothing beyond its radius")
  func discs() throws {
    for radius in [8, 24, 100, 333] {
      var canvas = try Canvas(width: 64, height: 64)
      canvas.disc(center: CanvasPoint(x: 517, y: 503), radius: radius, Self.black)
      var covered = 0
      for y in 0..<64 {
        for x in 0..<64 {
          let ink = 255 - Int(canvas.image[x, y, 0])
          covered += ink
          let (dx, dy) = (x * 16 + 8 - 517, y * 16 + 8 - 503)
          if dx * dx + dy * dy > (radius + 9) * (radius + 9) { #expect(ink == 0) }
        }
      }
      let area = 3.14159 * Double(radius * radius) / 256
      let measured = Double(covered) / 255
      #expect(abs(measured - area) < 0.08 * area + 0.5, "\(radius): \(measured) of \(area)")
    }
  }

  @Test("text is shortened to the room there is")
  func fitsText() {
    #expect(Canvas.fitted("surprise", width: 56) == "surprise")
    #expect(Canvas.fitted("surprise", width: 55) == "surpr..")
    #expect(Canvas.fitted("surprise", width: 8) == ".")
    #expect(Canvas.fitted("surprise", width: 0) == "")
    #expect(Canvas.fittedInMiddle("training_0001234.png", width: 72, .small) == "trai..34.png")
    #expect(Canvas.fittedInMiddle("short.png", width: 60, .small) == "short.png")
  }

  @Test("wrapped text keeps its words and the width")
  func wrapsText() {
    let text = "rotation (degrees 15, probability 0.8), translation"
    for width in [1, 20, 70, 71, 140, 1000] {
      let lines = Canvas.wrapped(text, width: width)
      #expect(lines.allSatisfy { $0.count <= max(1, width / 7) })
      #expect(
        lines.joined().filter { $0 != " " } == text.filter { $0 != " " }, "\(width)")
    }
    #expect(Canvas.wrapped("one two", width: 49) == ["one two"])
    #expect(Canvas.wrapped("one two", width: 48) == ["one", "two"])
    #expect(Canvas.wrapped("", width: 50).isEmpty)
  }
}
