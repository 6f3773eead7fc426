import Core
import Imaging
import Testing

@Suite("Warps")
struct WarpTests {
  static let borders: [Border] = [.reflect, .edge, .black, .constant(200)]

  static let maps: [AffineMap] = [
    .identity, .mirror, .rotation(degrees: 7.3), .rotation(degrees: -33), .rotation(degrees: 90),
    .rotation(degrees: 171), .zoom(0.1), .zoom(0.8), .zoom(5), .translation(x: 3.4, y: -1.2),
    .translation(x: -400, y: 300), .shear(horizontal: 0.3, vertical: -0.2),
    AffineMap.rotation(degrees: 12).followed(by: .mirror).followed(by: .zoom(1.1)),
  ]

  @Test(
    "every border rule and interpolation gives the bytes of plain code", arguments: borders,
    Interpolation.allCases)
  func equalsPlainCode(border: Border, interpolation: Interpolation) throws {
    let images =
      try ImageFixtures.all + [ImageFixtures.drawn(width: 301, height: 5, channels: 1)]
      + [ImageFixtures.drawn(width: 150, height: 40, channels: 3)]
    for image in images {
      for map in Self.maps {
        let warped = image.applying(.affine(map, border, interpolation))
        #expect(
          warped.pixels == PlainWarp.exact(image, map, border, interpolation),
          "\(image.width) x \(image.height) x \(image.channels), \(map)")
      }
    }
  }

  @Test("random maps give the bytes of plain code, however far they lead")
  func equalsPlainCodeAnywhere() throws {
    var luck = LuckKey(seed: 4, purpose: "maps").luck(for: 0, epoch: 0)
    for round in 0..<150 {
      let image = try ImageFixtures.drawn(
        width: 1 + luck.index(below: 70), height: 1 + luck.index(below: 70),
        channels: round % 2 == 0 ? 1 : 3)
      func number(_ limit: Float) -> Double { Double(luck.uniform(-limit, limit)) }
      let turned = AffineMap.rotation(degrees: number(180))
        .followed(by: .shear(horizontal: number(0.5), vertical: number(0.5)))
        .followed(by: .translation(x: number(200), y: number(90)))
      let map = round % 3 == 0 ? turned.followed(by: .zoom(0.05 + number(0.04))) : turned
      for border in Self.borders {
        for way in Interpolation.allCases {
          #expect(
            image.applying(.affine(map, border, way)).pixels
              == PlainWarp.exact(image, map, border, way))
        }
      }
    }
  }

  @Test(
    "moving by whole pixels moves whole pixels", arguments: ImageFixtures.all,
    Interpolation.allCases)
  func movesWholePixels(image: Image, interpolation: Interpolation) {
    let moved = image.applying(.affine(.translation(x: 2, y: -1), .constant(9), interpolation))
    for y in 0..<image.height {
      for x in 0..<image.width {
        for channel in 0..<image.channels {
          let isInside = x >= 2 && y + 1 < image.height
          let expected = isInside ? image[x - 2, y + 1, channel] : 9
          #expect(moved[x, y, channel] == expected)
        }
      }
    }
  }

  @Test("maps of no change change nothing", arguments: ImageFixtures.all, Interpolation.allCases)
  func keepsTheIdentity(image: Image, interpolation: Interpolation) {
    let (width, height) = (image.width, image.height)
    for map in [
      AffineMap.zoom(1), .shear(horizontal: 0, vertical: 0), .translation(x: 0, y: 0),
      .rotation(degrees: 360), .crop(share: 1, x: 0.3, y: 1, width: width, height: height),
      AffineMap.mirror.followed(by: .mirror),
    ] {
      #expect(image.applying(.affine(map, .black, interpolation)) == image)
    }
  }

  @Test("four quarter turns of a square are exact, nearest or bilinear")
  func quarterTurns() throws {
    for side in [1, 2, 20, 21] {
      let square = try ImageFixtures.drawn(width: side, height: side, channels: 3)
      for way in Interpolation.allCases {
        let quarter = square.applying(.affine(.rotation(degrees: 90), .black, way))
        #expect(try quarter == square.rotatedUpright(orientation: 8))
      }
    }
  }

  @Test("the nearest pixel adds no value", arguments: ImageFixtures.all)
  func nearestKeepsValues(image: Image) {
    let values = Set(image.pixels).union([77])
    for map in Self.maps {
      let warped = image.applying(.affine(map, .constant(77), .nearest))
      #expect(Set(warped.pixels).isSubset(of: values))
    }
  }

  @Test("a crop's corners are those of the part that is cut out")
  func cropsInside() throws {
    let image = try ImageFixtures.drawn(width: 40, height: 60, channels: 1)
    // A quarter of the area, as nearest pixels: each one twice along both sides.
    let map = AffineMap.crop(share: 0.5, x: 1, y: 0, width: 40, height: 60)
    let cut = image.applying(.affine(map, nil, .nearest))
    let part = try image.cropped(to: PixelBox(x: 20, y: 0, width: 20, height: 30))
    for y in 0..<60 { for x in 0..<40 { #expect(cut[x, y, 0] == part[x / 2, y / 2, 0]) } }
  }
}
