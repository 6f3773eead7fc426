import Imaging
import Testing

@Suite("Areas on a canvas")
struct CanvasAreaTests {
  private static let black = Canvas.Color(0)

  private static func blank() throws -> Canvas { try Canvas(width: 19, height: 13) }

  private static func points(_ pairs: [(Int, Int)]) -> [CanvasPoint] {
    pairs.map { CanvasPoint(x: $0.0, y: $0.1) }
  }

  @Test("between whole pixels a rectangle is the plain one, from whichever corner")
  func whole() throws {
    var plain = try Self.blank()
    plain.fill(x: 3, y: 2, width: 9, height: 7, Self.black)
    let corners = Self.points([(48, 32), (192, 32), (192, 144), (48, 144)])
    for (from, to) in [(0, 2), (2, 0), (1, 3), (3, 1)] {
      var smoothed = try Self.blank()
      smoothed.fill(from: corners[from], to: corners[to], Self.black)
      #expect(smoothed.image == plain.image)
    }
    var outline = try Self.blank()
    outline.fill(corners, Self.black)
    #expect(outline.image == plain.image)
    var turned = try Self.blank()
    turned.fill(corners.reversed(), Self.black)
    #expect(turned.image == plain.image)
  }

  @Test("a pixel is as dark as the share of it that is covered", arguments: 0...16)
  func shares(sixteenths: Int) throws {
    var canvas = try Self.blank()
    canvas.fill(
      from: CanvasPoint(x: 80, y: 64), to: CanvasPoint(x: 80 + sixteenths, y: 80), Self.black)
    #expect(Int(canvas.image[5, 4, 0]) == (255 * (16 - sixteenths) + 8) / 16)
    #expect(canvas.image[4, 4, 0] == 255 && canvas.image[6, 4, 0] == 255)
  }

  @Test("an outline covers what a count of 16 places a pixel says, the even-odd way")
  func reference() throws {
    // A star with five points, whose middle is outside by that rule.
    let star = Self.points([(150, 10), (215, 195), (45, 80), (255, 80), (85, 195)])
    var canvas = try Self.blank()
    canvas.fill(star, Self.black)
    func isInside(_ x: Double, _ y: Double) -> Bool {
      var isInside = false
      for (index, a) in star.enumerated() {
        let b = star[(index + 1) % star.count]
        guard (Double(a.y) > y) != (Double(b.y) > y) else { continue }
        let at = Double(a.x) + (y - Double(a.y)) / Double(b.y - a.y) * Double(b.x - a.x)
        if at > x { isInside.toggle() }
      }
      return isInside
    }
    for y in 0..<13 {
      for x in 0..<19 {
        let covered = (0..<16).count { place in
          isInside(Double(x * 16 + place % 4 * 4 + 2), Double(y * 16 + place / 4 * 4 + 2))
        }
        #expect(Int(canvas.image[x, y, 0]) == (255 * (16 - covered) + 8) / 16, "\(x), \(y)")
      }
    }
    #expect(canvas.image[9, 6, 0] == 255)
  }

  @Test("what lies outside is cut off, and an outline without corners is nothing")
  func outside() throws {
    var canvas = try Self.blank()
    canvas.fill([], Self.black)
    canvas.fill(Self.points([(10, 10)]), Self.black)
    #expect(canvas.image == (try Self.blank()).image)
    canvas.fill(from: CanvasPoint(x: -999, y: -999), to: CanvasPoint(x: 9999, y: 9999), Self.black)
    #expect(canvas.image.pixels.allSatisfy { $0 == 0 })
  }
}
