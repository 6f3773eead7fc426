import Core
import Imaging
import Testing

@Suite("Contact sheet")
struct ContactSheetTests {
  private static func sheet(rows: Int, columns: Int, panels: Int = 1) throws -> ContactSheet {
    let gray = try ImageFixtures.drawn(width: 48, height: 48, channels: 1)
    let large = try ImageFixtures.drawn(width: 300, height: 200, channels: 3)
    return ContactSheet(
      title: "Preview", subtitle: "drawn",
      columns: (0..<columns).map { ContactSheet.Column("column \($0)", side: 96) },
      rows: try (0..<rows).map { row in
        ContactSheet.Row(
          label: "class \(row)", notes: ["a note", "b"],
          cells: try (0..<columns).map { column in
            try ContactSheet.Cell(
              column == 0 ? large : gray, side: 96,
              captions: [String](repeating: "caption", count: (row + column) % 4))
          }, startsGroup: row % 2 == 0)
      },
      legend: [
        ContactSheet.Entry("key", "some words that say what is shown", swatch: Canvas.Color(0xFF)),
        ContactSheet.Entry("other", String(repeating: "word ", count: 60)),
      ], panels: panels)
  }

  @Test("a sheet is as large as it says, the same every time, and may be empty")
  func sizes() throws {
    for (rows, columns, panels) in [
      (0, 0, 1), (1, 1, 1), (3, 2, 1), (7, 3, 2), (5, 1, 3), (2, 1, 9),
    ] {
      let sheet = try Self.sheet(rows: rows, columns: columns, panels: panels)
      let image = try sheet.draw()
      #expect(image.width == sheet.size.width && image.height == sheet.size.height)
      #expect(try sheet.draw() == image)
    }
    let empty = try ContactSheet(title: "", columns: [], rows: []).draw()
    #expect(empty.width > 0 && empty.height > 0)
  }

  @Test("every picture stands whole in the sheet, its pixels enlarged", arguments: [1, 2, 3])
  func holdsEveryPicture(panels: Int) throws {
    // Pictures of one flat color each: the sheet must show each of them as a square of its own.
    let colors: [[UInt8]] = (0..<7).map { (index: Int) -> [UInt8] in
      [UInt8(30 * index + 10), 200, UInt8(250 - 30 * index)]
    }
    let pictures = try colors.map { color in
      try Image(
        width: 48, height: 48, channels: 3,
        pixels: [[UInt8]](repeating: color, count: 48 * 48).flatMap { $0 })
    }
    let image = try ContactSheet(
      title: "t", columns: [ContactSheet.Column("c", side: 96)],
      rows: try pictures.map {
        ContactSheet.Row(
          label: "x", cells: [try ContactSheet.Cell($0, side: 96, captions: ["a", "b", "c"])])
      }, panels: panels
    ).draw()
    for color in colors {
      var (count, left, right, top, bottom) = (0, Int.max, 0, Int.max, 0)
      for y in 0..<image.height {
        for x in 0..<image.width
        where (0..<3).allSatisfy({ image[x, y, $0] == color[$0] }) {
          count += 1
          (left, right) = (min(left, x), max(right, x))
          (top, bottom) = (min(top, y), max(bottom, y))
        }
      }
      #expect(count == 96 * 96 && right - left == 95 && bottom - top == 95)
    }
  }

  @Test("a large picture is shrunk by area, a small one enlarged by a whole factor")
  func fits() throws {
    let large = try ImageFixtures.drawn(width: 300, height: 200, channels: 3)
    #expect(
      try ContactSheet.Cell(large, side: 96).shown
        == large.resized(width: 96, height: 64, filter: .area))
    let small = try ImageFixtures.drawn(width: 20, height: 31, channels: 1)
    let shown = try #require(try ContactSheet.Cell(small, side: 96).shown)
    #expect(shown.width == 60 && shown.height == 93)
    for y in 0..<93 { for x in 0..<60 { #expect(shown[x, y, 0] == small[x / 3, y / 3, 0]) } }
    let line = try ImageFixtures.drawn(width: 500, height: 1, channels: 1)
    #expect(try ContactSheet.Cell(line, side: 96).shown?.height == 1)
  }

  @Test("marks stand where they are in the picture, whatever the size it is shown at")
  func marks() throws {
    let color = Canvas.Color(0xFF0000)
    for (side, picture) in [(100, 50), (100, 100), (100, 400)] {
      let blank = try Image(width: picture, height: picture, channels: 1, repeating: 128)
      let unit = picture * 16
      let box = PictureMark.box(
        from: CanvasPoint(x: unit / 5, y: unit / 5),
        to: CanvasPoint(x: unit * 4 / 5, y: unit * 3 / 5), tag: "", color)
      let shown = try #require(try ContactSheet.Cell(blank, side: side, marks: [box]).shown)
      let red = (0..<(side * side)).filter {
        shown[$0 % side, $0 / side, 0] == 255 && shown[$0 % side, $0 / side, 1] == 0
      }
      #expect(red.map { $0 % side }.min() == 20 && red.map { $0 % side }.max() == 79)
      #expect(red.map { $0 / side }.min() == 20 && red.map { $0 / side }.max() == 59)
    }
  }

  @Test("a frame's corners go clockwise from the face's upper left, turned by its tilt")
  func corners() {
    let upright = CropFrame(centerX: 160, centerY: 320, side: 64)
    #expect(
      upright.corners.map { [$0.x, $0.y] } == [[128, 288], [192, 288], [192, 352], [128, 352]])
    let turned = CropFrame(centerX: 160, centerY: 320, side: 64, tilt: 90000)
    #expect(
      turned.corners.map { [$0.x, $0.y] } == [[192, 288], [192, 352], [128, 352], [128, 288]])
  }

  @Test("the bytes of small sheets are pinned")
  func goldens() throws {
    let digests = [(2, 3, 1), (5, 1, 2)].map { rows, columns, panels in
      (try? Self.sheet(rows: rows, columns: columns, panels: panels).draw().pixelDigest.hex) ?? ""
    }
    #expect(
      digests == [
        "42273dee0e5f7f372354f1553df5020b410d3f3446b7ed6db31421b2a45b5658",
        "0840f047fa117e4433d0346ec4c95479265bde74fac88b5d903ebdf106f0cd55",
      ])
    let photograph = try ImageFixtures.drawn(width: 90, height: 70, channels: 3)
    let marked = try ContactSheet.Cell(
      photograph, side: 64,
      marks: [
        .box(
          from: CanvasPoint(x: 200, y: 160), to: CanvasPoint(x: 900, y: 800), tag: "2",
          Canvas.Color(0x4CC9F0)),
        .frame(
          CropFrame(centerX: 560, centerY: 500, side: 640, tilt: 17500), Canvas.Color(0xFFB000)),
        .point(CanvasPoint(x: 500, y: 400), radius: 28, Canvas.Color(0xFFFFFF)),
      ])
    #expect(
      marked.shown?.pixelDigest.hex
        == "62482e69227791d32e204b2e9302dab695f7b17080932e15223eacc0f20b3c80")
  }
}
