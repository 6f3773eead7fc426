import Imaging
import Testing

@Suite("Parts of pictures")
struct SimilarityPartTests {
  /// A picture of spots of several sizes, all from a number.
  private static func picture(_ number: UInt64) -> [UInt8] {
    SpottedPicture.pixels(number, spots: 40, sizes: 3..<43)
  }

  private static func mirrored(_ picture: [UInt8]) -> [UInt8] {
    (0..<2304).map { picture[$0 / 48 * 48 + 47 - $0 % 48] }
  }

  /// The samples of a part by the definition: of each its level and whether it comes from inside.
  private static func samples(
    _ picture: [UInt8], x: Int, y: Int, width: Int, height: Int
  ) -> [(level: Double, isInside: Bool)] {
    func place(_ start: Int, _ size: Int, _ sample: Int) -> (Int, Double, Bool) {
      let exact = Double(start) / 2 + (Double(sample) + 0.5) * Double(size) / 96 - 0.5
      let at = min(max(exact, 0), 47)
      let left = min(Int(at), 46)
      return (left, at - Double(left), exact >= -0.5 && exact <= 47.5)
    }
    return (0..<2304).map { number in
      let (column, right, isAcross) = place(x, width, number % 48)
      let (row, low, isDown) = place(y, height, number / 48)
      func level(_ dx: Int, _ dy: Int) -> Double {
        Double(picture[(row + dy) * 48 + column + dx])
      }
      let upper = level(0, 0) * (1 - right) + level(1, 0) * right
      let lower = level(0, 1) * (1 - right) + level(1, 1) * right
      return (upper * (1 - low) + lower * low, isAcross && isDown)
    }
  }

  private static func correlation(_ pairs: [(Double, Double)]) -> Double {
    let count = Double(pairs.count)
    let (left, right) = (
      pairs.reduce(0) { $0 + $1.0 } / count, pairs.reduce(0) { $0 + $1.1 } / count
    )
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for (a, b) in pairs {
      ab += (a - left) * (b - right)
      aa += (a - left) * (a - left)
      bb += (b - right) * (b - right)
    }
    return ab / (aa * bb).squareRoot()
  }

  /// A part as a picture of its own.
  private static func cut(
    _ picture: [UInt8], x: Int, y: Int, width: Int, height: Int
  ) -> [UInt8] {
    samples(picture, x: x, y: y, width: width, height: height).map { UInt8($0.level + 0.5) }
  }

  /// Margins left, above, right and below, in half pixels.
  private static let margins = [
    [4, 0, 0, 0], [0, 4, 4, 0], [2, 2, 2, 2], [4, 4, 4, 4], [3, 0, 4, 5], [8, 8, 8, 8],
    [5, 7, 8, 4],
  ]

  @Test(
    "a part that was stretched again is found, in either order, mirrored or not", arguments: margins
  )
  func found(margins: [Int]) throws {
    for number in 0..<6 as Range<UInt64> {
      let whole = Self.picture(number)
      let (width, height) = (96 - margins[0] - margins[2], 96 - margins[1] - margins[3])
      let part = Self.cut(whole, x: margins[0], y: margins[1], width: width, height: height)
      let start: Similarity.PartStart =
        margins.min() == 0 || margins == [2, 2, 2, 2]
        ? .whole : .innerOfFirst
      let fit = try #require(
        Similarity.part(whole, part, mirrored: false, start: start, least: 900_000))
      #expect(
        fit.agreement.millionths > 995_000 && fit.agreement.details > 950_000 && !fit.isOfSecond)
      let there = [fit.x, fit.y, 96 - fit.x - fit.width, 96 - fit.y - fit.height]
      #expect(zip(there, margins).allSatisfy { abs($0 - $1) <= 1 })

      let back: Similarity.PartStart = start == .whole ? .whole : .innerOfSecond
      let other = try #require(
        Similarity.part(part, whole, mirrored: false, start: back, least: 900_000))
      #expect(other.isOfSecond && other.agreement == fit.agreement)
      #expect([other.x, other.y, other.width] == [fit.x, fit.y, fit.width])

      let mirror = try #require(
        Similarity.part(
          whole, Self.mirrored(part), mirrored: true, start: start, least: 900_000))
      let mirrorBack = try #require(
        Similarity.part(
          Self.mirrored(part), whole, mirrored: true, start: back, least: 900_000))
      #expect(mirror.agreement == mirrorBack.agreement && mirror.agreement.millionths > 995_000)
      #expect(!mirror.isOfSecond && mirrorBack.isOfSecond)
      // The first as it is, the second as it is mirrored.
      #expect(mirrorBack.x == 96 - mirror.x - mirror.width && mirrorBack.y == mirror.y)
    }
  }

  @Test("the correlation of what is found is that of the definition", arguments: margins)
  func definition(margins: [Int]) throws {
    let whole = Self.picture(7)
    let (width, height) = (96 - margins[0] - margins[2], 96 - margins[1] - margins[3])
    let cut = Self.cut(whole, x: margins[0], y: margins[1], width: width, height: height)
    let noise = Self.picture(9)
    let other = zip(cut, noise).map { UInt8(clamping: Int($0) + (Int($1) - 128) / 8) }
    for start in [Similarity.PartStart.whole, .innerOfFirst] {
      let fit = Similarity.part(whole, other, mirrored: false, start: start, least: 0)
      guard let fit, !fit.isOfSecond else { continue }
      let part = Self.samples(whole, x: fit.x, y: fit.y, width: fit.width, height: fit.height)
      let pairs = zip(part, other).filter(\.0.isInside).map { ($0.level, Double($1)) }
      #expect(abs(Self.correlation(pairs) - Double(fit.agreement.millionths) / 1e6) < 5e-4)
      return
    }
    Issue.record("nothing was found")
  }

  @Test("different pictures are no parts of each other; nor is a picture of one level")
  func different() {
    for number in 0..<30 as Range<UInt64> {
      let (one, other) = (Self.picture(number), Self.picture(number + 100))
      #expect(Similarity.part(one, other, mirrored: false, least: 930_000) == nil)
    }
    let (flat, one) = ([UInt8](repeating: 9, count: 2304), Self.picture(1))
    #expect(Similarity.part(flat, one, mirrored: false, least: 0) == nil)
    #expect(Similarity.part(flat, flat, mirrored: true, start: .innerOfFirst, least: 0) == nil)
  }

  @Test("a calm plane is the blurred half of a picture, of length one, and mirrors bit by bit")
  func calm() {
    func plane(_ picture: [UInt8]) -> [Float] {
      [Float](unsafeUninitializedCapacity: Similarity.calmNumbers) { plane, count in
        guard let base = plane.baseAddress else { return }
        picture.withUnsafeBufferPointer { picture in
          if let picture = picture.baseAddress { Similarity.calm(of: picture, into: base) }
        }
        count = Similarity.calmNumbers
      }
    }
    for number in 0..<4 as Range<UInt64> {
      let picture = Self.picture(number)
      var half = [Double](repeating: 0, count: 576)
      for y in 0..<48 {
        for x in 0..<48 { half[y / 2 * 24 + x / 2] += Double(picture[y * 48 + x]) }
      }
      for step in [24, 1, 24, 1] {
        let before = half
        for place in 0..<576 {
          let at: Int = step == 1 ? place % 24 : place / 24
          let left: Double = before[at > 0 ? place - step : place]
          let right: Double = before[at < 23 ? place + step : place]
          half[place] = left + 2 * before[place] + right
        }
      }
      let mean: Double = half.reduce(0, +) / 576
      let centred: [Double] = half.map { $0 - mean }
      let squares: Double = centred.reduce(0) { $0 + $1 * $1 }
      let length = squares.squareRoot()
      let found = plane(picture)
      for place in 0..<576 { #expect(abs(Double(found[place]) - centred[place] / length) < 1e-6) }
      let mirrored = plane(Self.mirrored(picture))
      for place in 0..<576 {
        #expect(mirrored[place] == found[place / 24 * 24 + 23 - place % 24])
      }
    }
    #expect(plane([UInt8](repeating: 9, count: 2304)).allSatisfy { $0 == 2 })
  }

  @Test("the inner part is what is left without 2.5 pixels on every side")
  func inner() {
    for number in 0..<5 as Range<UInt64> {
      let whole = Self.picture(number)
      var inner = [UInt8](repeating: 0, count: 2304)
      Similarity.inner(of: whole, into: &inner)
      let expected = Self.samples(whole, x: 5, y: 5, width: 86, height: 86)
      // Places are in 1/64 of a pixel.
      #expect(zip(inner, expected).allSatisfy { abs(Double($0) - $1.level) < 2.5 })
      let total = zip(inner, expected).reduce(0) { $0 + abs(Double($1.0) - $1.1.level) }
      #expect(total / 2304 < 0.5)
    }
  }

  @Test("what is written over a sixth of a picture is left out, and no more than that")
  func most() {
    for number in 0..<6 as Range<UInt64> {
      let one = Self.picture(number)
      var written = one
      for place in 42 * 48..<2304 where (6..<42).contains(place % 48) {
        written[place] = UInt8(clamping: Int(one[place]) + (place % 2 == 0 ? 110 : -110))
      }
      let found = Similarity.agreement(one, written, mirrored: false, x: 0, y: 0)
      #expect(found.millionths < 950_000 && found.details < 750_000)
      #expect(found.most > 990_000 && found.mostDetails > 900_000)
      let back = Similarity.agreement(written, one, mirrored: false, x: 0, y: 0)
      #expect(found == back)
      let mirror = Similarity.agreement(
        Self.mirrored(one), written, mirrored: true, x: 0, y: 0)
      #expect(mirror.millionths == found.millionths && mirror.details == found.details)
      for place in 0..<2304 where (6..<42).contains(place % 48) {
        written[place] = UInt8(clamping: Int(one[place]) + (place % 2 == 0 ? 110 : -110))
      }
      let half = Similarity.agreement(one, written, mirrored: false, x: 0, y: 0)
      #expect(half.most < 950_000)
    }
  }
}
