import Core
import Imaging
import Testing

@Suite("Similarity of pictures")
struct SimilarityTests {
  /// A picture of a few broad spots and some noise, all from a number.
  private static func picture(_ number: UInt64, noise: Int = 40) -> [UInt8] {
    SpottedPicture.pixels(number, spots: 6, sizes: 20..<220, noise: noise)
  }

  /// The correlation over what the pictures share at one shift, as its definition has it.
  private static func reference(
    _ first: [UInt8], _ second: [UInt8], mirrored: Bool, _ dx: Int, _ dy: Int
  ) -> Double {
    var (a, b): ([Double], [Double]) = ([], [])
    for y in max(0, dy)..<min(48, 48 + dy) {
      for x in max(0, dx)..<min(48, 48 + dx) {
        a.append(Double(first[y * 48 + x]))
        let from = mirrored ? 47 - (x - dx) : x - dx
        b.append(Double(second[(y - dy) * 48 + from]))
      }
    }
    let (ma, mb) = (a.reduce(0, +) / Double(a.count), b.reduce(0, +) / Double(b.count))
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for (p, q) in zip(a, b) {
      ab += (p - ma) * (q - mb)
      aa += (p - ma) * (p - ma)
      bb += (q - mb) * (q - mb)
    }
    return ab / (aa * bb).squareRoot()
  }

  /// The best correlation of all shifts.
  private static func best(
    _ first: [UInt8], _ second: [UInt8], mirrored: Bool, shift: Int
  ) -> Double {
    (-shift...shift).flatMap { dy in
      (-shift...shift).map { dx in reference(first, second, mirrored: mirrored, dx, dy) }
    }.max() ?? -1
  }

  @Test(
    "the best fit is that of the definition", arguments: [0, 1, 2, 4], [false, true])
  func fits(shift: Int, mirrored: Bool) {
    let count = Similarity.overlapNumbers(shift: shift)
    for number in 0..<6 as Range<UInt64> {
      let (first, second) = (Self.picture(number / 2), Self.picture(number / 2 + number % 2))
      var (left, right) = ([Int32](repeating: 0, count: count), [Int32](repeating: 0, count: count))
      Similarity.overlaps(of: first, shift: shift, into: &left)
      Similarity.overlaps(of: second, shift: shift, into: &right)
      let fit = Similarity.fit(first, left, second, right, mirrored: mirrored, shift: shift)
      let best = Self.best(first, second, mirrored: mirrored, shift: shift)
      #expect(abs(Double(fit.millionths) / 1_000_000 - best) < 1e-6)
      // A picture and its own mirror image fit up and down alike: which of the two is told is no matter.
      let there = Self.reference(first, second, mirrored: mirrored, fit.x, fit.y)
      #expect(best - there < 1e-6)
    }
  }

  @Test("a picture fits itself, and its mirror image when mirrored; details likewise")
  func fitsItself() {
    let one = Self.picture(3)
    let mirror = (0..<2304).map { (place: Int) -> UInt8 in
      let (x, y) = (place % 48, place / 48)
      return one[y * 48 + 47 - x]
    }
    var (sums, mirrorSums) = ([Int32](repeating: 0, count: 50), [Int32](repeating: 0, count: 50))
    Similarity.overlaps(of: one, shift: 2, into: &sums)
    Similarity.overlaps(of: mirror, shift: 2, into: &mirrorSums)
    let same = Similarity.fit(one, sums, one, sums, mirrored: false, shift: 2)
    #expect((same.millionths, same.x, same.y) == (1_000_000, 0, 0))
    let mirrored = Similarity.fit(one, sums, mirror, mirrorSums, mirrored: true, shift: 2)
    #expect((mirrored.millionths, mirrored.x, mirrored.y) == (1_000_000, 0, 0))
    #expect(Similarity.agreement(one, mirror, mirrored: true, x: 0, y: 0).details == 1_000_000)
    #expect(Similarity.agreement(one, mirror, mirrored: false, x: 0, y: 0).details < 500_000)
  }

  @Test("smooth light alone has no details in common")
  func smoothLight() {
    let ramp = (0..<2304).map { 40 + $0 % 48 * 4 }
    func lit(_ seed: UInt64) -> [UInt8] {
      let noise = Self.picture(seed, noise: 24)
      let calm = Self.picture(seed, noise: 0)
      return (0..<2304).map {
        UInt8(clamping: ramp[$0] + Int(noise[$0]) - Int(calm[$0]))
      }
    }
    let (one, other) = (lit(5), lit(6))
    #expect(Self.reference(one, other, mirrored: false, 0, 0) > 0.95)
    #expect(Similarity.agreement(one, other, mirrored: false, x: 0, y: 0).details < 200_000)
  }

  @Test("turning a picture and turning its descriptor come to the same", arguments: [1, 2, 3])
  func turns(quarterTurns: Int) {
    let one = Self.picture(8)
    var (plain, expected) = ([Int16](repeating: 0, count: 64), [Int16](repeating: 0, count: 64))
    #expect(Similarity.describe(one, into: &plain))
    let turned = Similarity.turned(one, quarterTurns: quarterTurns)
    #expect(Similarity.describe(turned, into: &expected))
    let made = Similarity.turned(plain, quarterTurns: quarterTurns)
    #expect(zip(made, expected).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
  }

  @Test("a picture of one gray level has no descriptor")
  func flat() {
    var descriptor = [Int16](repeating: 7, count: 64)
    #expect(!Similarity.describe([UInt8](repeating: 200, count: 2304), into: &descriptor))
    #expect(descriptor.allSatisfy { $0 == 0 })
  }

  @Test(
    "the screen lets every pair pass whose means correlate so much, whatever the sizes of its parts"
  )
  func bounds() {
    let count = 37
    let pictures = (0..<UInt64(count)).map { Self.picture($0 / 3, noise: 90) }
    var descriptors: [Int16] = []
    for picture in pictures {
      var one = [Int16](repeating: 0, count: 64)
      _ = Similarity.describe(picture, into: &one)
      descriptors += one
    }
    var packed = [Int16](repeating: 0, count: Similarity.packedNumbers(count))
    Similarity.pack(descriptors, count: count, into: &packed)
    let least = Int(0.8 * Double(Similarity.one)) - Similarity.rounding
    let found = Similarity.screen(
      rows: descriptors, rowCount: count, packed: packed, columnCount: count, least: least,
      firstRow: 0, firstColumn: 0)
    var plain: [[Bool]] = Array(repeating: Array(repeating: false, count: count), count: count)
    for pair in found where pair.isPlain { plain[Int(pair.row)][Int(pair.column)] = true }
    var close = 0
    for row in 0..<count {
      for column in (row + 1)..<count {
        var sum = 0
        for place in 0..<64 {
          sum += Int(descriptors[row * 64 + place]) * Int(descriptors[column * 64 + place])
        }
        #expect(plain[row][column] == (sum >= least))
        if Self.small(pictures[row], pictures[column]) >= 0.8 {
          close += 1
          #expect(plain[row][column])
        }
      }
    }
    #expect(close > 10)
  }

  /// The correlation of the means of 2 × 2 samples.
  private static func small(_ first: [UInt8], _ second: [UInt8]) -> Double {
    func means(_ picture: [UInt8]) -> [Double] {
      let sums = (0..<576).map { (place: Int) -> Double in
        let from = place / 24 * 96 + place % 24 * 2
        return [0, 1, 48, 49].reduce(0.0) { $0 + Double(picture[from + $1]) }
      }
      let mean = sums.reduce(0, +) / 576
      return sums.map { $0 - mean }
    }
    let (a, b) = (means(first), means(second))
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for (p, q) in zip(a, b) {
      ab += p * q
      aa += p * p
      bb += q * q
    }
    return ab / (aa * bb).squareRoot()
  }
}
