import Core
import Imaging
import Testing

@Suite("Integer kernels")
struct KernelTests {
  @Test("gray is BT.601's luma, rounded", arguments: ImageFixtures.all)
  func weighsColors(image: Image) {
    let gray = image.grayscale()
    #expect(gray.channels == 1)
    #expect(gray.grayscale() == gray)
    guard image.channels == 3 else { return }
    for index in 0..<(image.width * image.height) {
      let (red, green, blue) = (
        Int(image.pixels[3 * index]), Int(image.pixels[3 * index + 1]),
        Int(image.pixels[3 * index + 2])
      )
      let expected = (19595 * red + 38470 * green + 7471 * blue + 32768) / 65536
      #expect(Int(gray.pixels[index]) == expected)
    }
  }

  @Test("gray made RGB and gray again is the same image", arguments: ImageFixtures.all)
  func keepsGrays(image: Image) {
    #expect(image.grayscale().rgb().grayscale() == image.grayscale())
  }

  @Test("flipping twice gives the image back", arguments: ImageFixtures.all)
  func flipIsItsOwnInverse(image: Image) throws {
    #expect(image.flippedHorizontally().flippedHorizontally() == image)
    #expect(try image.flippedHorizontally() == image.rotatedUpright(orientation: 2))
  }

  @Test(
    "resizing to the same size is the identity", arguments: ImageFixtures.all, ResizeFilter.allCases
  )
  func resizeKeepsTheSameSize(image: Image, filter: ResizeFilter) throws {
    #expect(
      try image.resized(width: image.width, height: image.height, filter: filter) == image)
    let wider = try image.resized(width: image.width, height: image.height + 1, filter: filter)
    #expect(try wider.resized(width: image.width, height: wider.height, filter: filter) == wider)
  }

  @Test("a constant image stays constant at any size", arguments: ResizeFilter.allCases)
  func resizeKeepsConstants(filter: ResizeFilter) throws {
    for value: UInt8 in [0, 1, 127, 254, 255] {
      let image = try Image(width: 13, height: 9, channels: 3, repeating: value)
      for (width, height) in [(1, 1), (5, 4), (13, 30), (40, 9), (64, 64)] {
        let resized = try image.resized(width: width, height: height, filter: filter)
        #expect(resized.pixels.allSatisfy { $0 == value })
      }
    }
  }

  @Test("weights sum to one for every target", arguments: ResizeFilter.allCases)
  func weightsSumToOne(filter: ResizeFilter) {
    for (from, to) in [(1, 1), (1, 9), (9, 1), (48, 32), (32, 48), (1000, 48), (7, 1001), (3, 2)] {
      let axis = ResizeAxis(from: from, to: to, filter: filter)
      for index in 0..<to {
        let row = axis.weights[(index * axis.taps)..<((index + 1) * axis.taps)]
        #expect(row.reduce(0) { $0 + Int($1) } == ResizeAxis.one)
        #expect(axis.starts[index] >= 0)
        #expect(Int(axis.starts[index]) + axis.taps <= from)
      }
    }
  }

  @Test(
    "a gray image is resized as each channel of an RGB image is",
    arguments: [(48, 48), (47, 33), (16, 16), (200, 17), (1030, 18), (15, 40)])
  func resizesGrayAsColor(width: Int, height: Int) throws {
    let gray = try ImageFixtures.drawn(width: width, height: height, channels: 1)
    for (columns, rows) in [(32, 32), (9, 8), (31, 50), (1, 1)] {
      for filter in [ResizeFilter.area, .bilinear, .lanczos3] {
        let one = try gray.resized(width: columns, height: rows, filter: filter)
        let three = try gray.rgb().resized(width: columns, height: rows, filter: filter)
        #expect(one.rgb() == three)
      }
    }
  }

  @Test("area shrinking is the mean of what a sample covers, to one level")
  func areaIsAMean() throws {
    let image = try ImageFixtures.drawn(width: 60, height: 40, channels: 1)
    let small = try image.resized(width: 12, height: 8, filter: .area)
    for y in 0..<8 {
      for x in 0..<12 {
        var sum = 0
        for dy in 0..<5 { for dx in 0..<5 { sum += Int(image[x * 5 + dx, y * 5 + dy, 0]) } }
        #expect(abs(Double(small[x, y, 0]) - Double(sum) / 25) <= 0.52)
      }
    }
  }

  @Test("the median is the middle of the sorted window", arguments: ImageFixtures.all, [3, 5])
  func medianMatchesSorting(image: Image, size: Int) throws {
    let denoised = try image.medianDenoised(size: size)
    let radius = size / 2
    for y in 0..<image.height {
      for x in 0..<image.width {
        for channel in 0..<image.channels {
          var window: [UInt8] = []
          for dy in -radius...radius {
            for dx in -radius...radius {
              let column = min(max(x + dx, 0), image.width - 1)
              let row = min(max(y + dy, 0), image.height - 1)
              window.append(image[column, row, channel])
            }
          }
          #expect(denoised[x, y, channel] == window.sorted()[size * size / 2])
        }
      }
    }
  }

  @Test("equalizing keeps the order of grays and uses the whole range")
  func equalizeSpreads() throws {
    let image = try ImageFixtures.drawn(width: 40, height: 40, channels: 1)
      .applying(.contrast(20000))
    let equalized = image.histogramEqualized()
    #expect(equalized.pixels.min() == 0)
    #expect(equalized.pixels.max() == 255)
    for index in 1..<image.pixels.count where image.pixels[index] > image.pixels[index - 1] {
      #expect(equalized.pixels[index] >= equalized.pixels[index - 1])
    }
    #expect(equalized.histogramEqualized() == equalized)
  }

  @Test("a constant image is not changed by equalizing")
  func equalizeKeepsConstants() throws {
    let image = try Image(width: 4, height: 4, channels: 1, repeating: 93)
    #expect(image.histogramEqualized() == image)
  }

  @Test("turning by 0 is the identity, and four quarter turns of a square too")
  func rotationLaws() throws {
    for image in ImageFixtures.all { #expect(image.rotated(degrees: 0) == image) }
    let square = try ImageFixtures.drawn(width: 21, height: 21, channels: 3)
    let quarter = square.rotated(degrees: 90)
    #expect(try quarter == square.rotatedUpright(orientation: 8))
    #expect(square.rotated(degrees: 180) == quarter.rotated(degrees: 90))
    #expect(square.rotated(degrees: 180).rotated(degrees: 180) == square)
  }

  @Test(
    "every pixel of a warp is the bilinear mean of its source",
    arguments: [Border.reflect, .edge, .black, .constant(200)])
  func warpMatchesPlainCode(border: Border) throws {
    for image in ImageFixtures.all {
      let turned = image.rotated(degrees: 33, border: border)
      for y in 0..<image.height {
        for x in 0..<image.width {
          for channel in 0..<image.channels {
            let plain = PlainWarp.sample(
              image, x: x, y: y, channel: channel, degrees: 33, border: border)
            #expect(abs(Double(turned[x, y, channel]) - plain) <= 2.5)
          }
        }
      }
    }
  }

  @Test("brightness saturates at black and white")
  func brightnessSaturates() throws {
    let image = try Image(width: 3, height: 1, channels: 1, pixels: [0, 100, 250])
    #expect(image.brightened(by: 10).pixels == [10, 110, 255])
    #expect(image.brightened(by: -101).pixels == [0, 0, 149])
    #expect(image.brightened(by: 255).pixels == [255, 255, 255])
    #expect(image.brightened(by: 0) == image)
  }

  @Test("a box is cut out as it is, and only from inside")
  func cropsInside() throws {
    let image = try ImageFixtures.drawn(width: 9, height: 7, channels: 3)
    let part = try image.cropped(to: PixelBox(x: 2, y: 3, width: 4, height: 4))
    #expect(part[0, 0, 1] == image[2, 3, 1])
    #expect(part[3, 3, 2] == image[5, 6, 2])
    for box in [
      PixelBox(x: 6, y: 0, width: 4, height: 1), PixelBox(x: -1, y: 0, width: 1, height: 1),
      PixelBox(x: 0, y: 0, width: 0, height: 1), PixelBox(x: .max, y: 0, width: .max, height: 1),
    ] {
      #expect(throws: ImageError.self) { try image.cropped(to: box) }
    }
  }
}
