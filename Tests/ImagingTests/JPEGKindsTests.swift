import Imaging
import Testing

@Suite("Kinds of JPEG")
struct JPEGKindsTests {
  private typealias Component = RawJPEG.Component

  /// Y, Cb and Cr of the RGB 159, 83, 33.
  private static let luminance = [100, 90, 170]
  private static let color = [159, 83, 33]

  private static func file(
    _ values: [Int], factors: [(Int, Int)] = [], _ change: (inout RawJPEG) -> Void = { _ in }
  ) -> [UInt8] {
    let components = values.enumerated().map { index, value in
      let factor = index < factors.count ? factors[index] : (1, 1)
      return Component(value: value, across: factor.0, down: factor.1)
    }
    var raw = RawJPEG(width: 37, height: 29, components: components)
    change(&raw)
    return raw.file()
  }

  @Test(
    "every sampling gives the same flat colour",
    arguments: [
      [(1, 1)], [(2, 1)], [(2, 2)], [(4, 1)], [(1, 2)], [(1, 4)], [(3, 1)], [(3, 2)], [(4, 2)],
      [(2, 1), (1, 1), (2, 1)], [(2, 2), (1, 2), (2, 1)], [(1, 1), (2, 2), (2, 2)],
    ])
  func readsEverySampling(factors: [(Int, Int)]) throws {
    let image = try decoded(Self.file(Self.luminance, factors: factors)).image
    #expect(image.width == 37 && image.height == 29)
    #expect(image.isFlat(Self.color))
  }

  @Test("a file of one component is gray, whatever its sampling factors")
  func readsGray() throws {
    #expect(try decoded(Self.file([77])).image.isFlat([77]))
    #expect(try decoded(Self.file([77], factors: [(2, 2)])).image.isFlat([77]))
  }

  @Test("a progressive file, restart markers and bytes behind the end change nothing")
  func readsVariants() throws {
    let progressive = Self.file(Self.luminance) { $0.frame = 0xC2 }
    #expect(try decoded(progressive).image.isFlat(Self.color))
    let restarted = Self.file(Self.luminance, factors: [(2, 2)]) { $0.hasRestarts = true }
    #expect(try decoded(restarted).image.isFlat(Self.color))
    let trailed = Self.file(Self.luminance) + [0, 0xFF, 0xD8, 0xFF, 0xDA, 1, 2, 3]
    #expect(try decoded(trailed).image.isFlat(Self.color))
    #expect(try decoded(trailed).warning == nil)
  }

  @Test("Adobe's transform 0 is RGB, 1 is YCbCr")
  func readsAdobeRGB() throws {
    #expect(try decoded(Self.file([10, 200, 90]) { $0.adobe = 0 }).image.isFlat([10, 200, 90]))
    #expect(try decoded(Self.file(Self.luminance) { $0.adobe = 1 }).image.isFlat(Self.color))
  }

  @Test("CMYK is 255 − ink with Adobe's marker and without", arguments: [nil, 0] as [UInt8?])
  func readsCMYK(adobe: UInt8?) throws {
    for inks in [[0, 0, 0, 0], [255, 255, 255, 255], [200, 100, 50, 128], [255, 3, 77, 254]] {
      let image = try decoded(Self.file(inks) { $0.adobe = adobe }).image
      // Stored 255 − C, 255 − M, 255 − Y, 255 − K.
      #expect(image.isFlat((0..<3).map { (inks[$0] * inks[3] + 127) / 255 }))
    }
  }

  @Test("YCCK is CMYK behind Adobe's transform 2")
  func readsYCCK() throws {
    // libjpeg: C = 255 − R and so on; what is stored is 255 − ink.
    let image = try decoded(Self.file(Self.luminance + [128]) { $0.adobe = 2 }).image
    #expect(image.isFlat(Self.color.map { ((255 - $0) * 128 + 127) / 255 }))
  }

  @Test("four components have Pillow's formula for every pair of ink and black")
  func matchesPillow() throws {
    // Pillow, Convert.c: nk − MULDIV255(c, nk) with rounding by shifts.
    for (ink, black) in [(0, 0), (1, 254), (127, 128), (254, 1), (33, 200), (255, 13), (90, 90)] {
      let light = 255 - black
      let product = ink * light + 128
      let expected = light - ((product >> 8) + product) >> 8
      let file = Self.file([255 - ink, 255 - ink, 255 - ink, light])
      #expect(try decoded(file).image.isFlat([expected, expected, expected]))
    }
  }

  @Test("kinds that are not read are named")
  func refusesOtherKinds() throws {
    let kinds: [(UInt8, String)] = [
      (0xC3, "lossless"), (0xC5, "hierarchical"), (0xC9, "arithmetic-coded"),
      (0xCA, "arithmetic-coded"), (0xCB, "lossless"), (0xCF, "hierarchical"),
    ]
    for (frame, feature) in kinds {
      #expect(
        try refusal(Self.file([9]) { $0.frame = frame }) == .unsupported(.jpeg, feature: feature))
    }
    #expect(
      try refusal(Self.file([9]) { $0.precision = 12 })
        == .unsupported(.jpeg, feature: "12 bits deep"))
    #expect(
      try refusal(Self.file([9, 9])) == .unsupported(.jpeg, feature: "of 2 components"))
    #expect(
      try refusal(Self.file([9]) { $0.height = 0 })
        == .undecodable(.jpeg, reason: "a side is zero"))
  }

  @Test("missing Huffman tables are damage or an error; repeated ones are not")
  func survivesTables() throws {
    #expect(try refusal(Self.file([9]) { $0.tables = 0 }) != nil)
    #expect(try decoded(Self.file([9]) { $0.tables = 3 }).image.isFlat([9]))
  }

  @Test("an EXIF thumbnail is not mistaken for the picture, and the first EXIF segment counts")
  func skipsThumbnails() throws {
    func exif(_ orientation: UInt8) -> [UInt8] {
      [UInt8]("Exif\0\0".utf8) + [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0]
        + [0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
    }
    let thumbnail = Self.file([1]) {
      $0.width = 8
      $0.height = 8
    }
    let image = try decoded(
      Self.file([50]) { $0.segments = [(0xE1, exif(6) + thumbnail), (0xE1, exif(3))] })
    #expect(image.orientation == 6)
    #expect(image.image.width == 29 && image.image.height == 37)
    #expect(image.image.isFlat([50]))
  }
}
