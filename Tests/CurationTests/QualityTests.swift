import Core
import Curation
import Imaging
import Testing

@Suite("Quality checks")
struct QualityTests {
  private static func verdicts(
    _ image: Image, among others: [Image] = [], preset: QualityPreset = .faces,
    rules: [QualityRule]? = nil
  ) -> [Check] {
    func figures(_ image: Image) -> QualityFigures {
      QualityFigures(of: image, bytes: 1000, withCleanVision: preset == .cleanVision)
    }
    let judge = QualityJudge(
      rules: rules ?? preset.rules, preset: preset, among: ([image] + others).map(figures))
    return judge.verdicts(on: figures(image)).map(\.check)
  }

  @Test("a sound picture fails no check of either preset", arguments: 1..<9)
  func sound(seed: Int) throws {
    let image = try DrawnPicture.sound(seed: seed)
    #expect(Self.verdicts(image) == [])
    #expect(Self.verdicts(image, preset: .cleanVision) == [])
  }

  @Test("a dark picture is flagged, the same picture brighter is not")
  func dark() throws {
    let image = try DrawnPicture.sound()
    #expect(Self.verdicts(try DrawnPicture.toned(image) { $0 / 4 }).contains(.dark))
    #expect(!Self.verdicts(try DrawnPicture.toned(image) { $0 / 2 }).contains(.dark))
    let shadow = try DrawnPicture.toned(image) { $0 / 4 }
    #expect(Self.verdicts(shadow, preset: .cleanVision).contains(.dark))
  }

  @Test("a washed-out picture is flagged, the same picture darker is not")
  func light() throws {
    let image = try DrawnPicture.sound()
    let washed = try DrawnPicture.toned(image) { 180 + $0 * 75 / 255 }
    #expect(Self.verdicts(washed).contains(.light))
    #expect(!Self.verdicts(image).contains(.light))
    let white = try DrawnPicture.toned(image) { 250 + $0 / 64 }
    #expect(Self.verdicts(white, preset: .cleanVision).contains(.light))
  }

  @Test("levels that lie close together are low contrast, all alike are blank and nothing else")
  func flat() throws {
    let image = try DrawnPicture.sound()
    #expect(
      Self.verdicts(try DrawnPicture.toned(image) { 110 + $0 / 6 }).contains(.lowContrast))
    let blank = try DrawnPicture.toned(image) { _ in 128 }
    #expect(Self.verdicts(blank) == [.blank])
  }

  @Test("few levels are low information")
  func poster() throws {
    let image = try DrawnPicture.sound()
    let shades = try DrawnPicture.toned(image) { $0 / 16 * 16 }
    #expect(Self.verdicts(shades).contains(.lowInformation))
    let poster = try DrawnPicture.toned(image) { $0 / 64 * 64 }
    #expect(Self.verdicts(poster) == [.placeholder])
    #expect(Self.verdicts(poster, preset: .cleanVision).contains(.lowInformation))
  }

  @Test("a blurred picture is flagged, and lower contrast alone is no blur")
  func blurred() throws {
    let image = try DrawnPicture.sound()
    #expect(Self.verdicts(try DrawnPicture.blurred(image, radius: 3)).contains(.blurred))
    let pale = try DrawnPicture.toned(image) { 80 + $0 / 3 }
    #expect(!Self.verdicts(pale).contains(.blurred))
    let soft = try DrawnPicture.blurred(image, radius: 3)
    #expect(Self.verdicts(soft, preset: .cleanVision).contains(.blurred))
  }

  @Test("noise on most of the picture is flagged, fine texture is not")
  func noisy() throws {
    let image = try DrawnPicture.sound()
    let noisy = try DrawnPicture.make(48, 48) { x, y in
      Int(image[x, y, 0]) + DrawnPicture.noise(x, y, 9) % 121 - 60
    }
    #expect(Self.verdicts(noisy).contains(.noisy))
    #expect(!Self.verdicts(image).contains(.noisy))
  }

  @Test("a page of text is a placeholder")
  func placeholder() throws {
    let found = Self.verdicts(try DrawnPicture.page())
    #expect(found.contains(.placeholder))
    #expect(!found.contains(.lowInformation), "it is told once")
  }

  @Test("a picture far from square is odd, and so is one of another size than all the others")
  func shape() throws {
    let wide = try DrawnPicture.make(48, 20) { x, y in DrawnPicture.noise(x, y, 1) % 255 }
    #expect(Self.verdicts(wide).contains(.oddAspect))
    let others = try (1..<20).map { try DrawnPicture.sound(seed: $0) }
    let large = try DrawnPicture.sound(side: 144)
    #expect(Self.verdicts(large, among: others).contains(.oddSize))
    let near = try DrawnPicture.sound(side: 47)
    #expect(!Self.verdicts(near, among: others).contains(.oddSize))
    #expect(Self.verdicts(near, among: others, preset: .cleanVision).contains(.oddSize))
  }

  @Test("a threshold that is moved to the bad side never flags more", arguments: Check.allCases)
  func isMonotone(check: Check) throws {
    guard let rule = QualityPreset.faces.rules.first(where: { $0.check == check }) else { return }
    let images = try (1..<6).flatMap { seed in
      let image = try DrawnPicture.sound(seed: seed)
      return [
        image, try DrawnPicture.toned(image) { $0 / (seed + 1) },
        try DrawnPicture.blurred(image, radius: seed), try DrawnPicture.page(side: 40 + seed),
      ]
    }
    var last = images.count
    for step in 1...8 {
      var moved = QualityRule(check, rule.measure, rule.side, rule.threshold)
      let factor = Double(step) / 3
      moved.threshold *= rule.side == .below ? 1 / factor : factor
      let flagged = images.count { image in
        Self.verdicts(image, among: images, rules: [moved]).contains(check)
      }
      #expect(flagged <= last)
      last = flagged
    }
  }

  @Test("a reason names the measure, the figure and the threshold")
  func reason() throws {
    let image = try DrawnPicture.toned(try DrawnPicture.sound()) { $0 / 4 }
    let figures = QualityFigures(of: image, bytes: 1)
    let judge = QualityJudge(rules: QualityPreset.faces.rules, preset: .faces, among: [figures])
    let verdict = try #require(judge.verdicts(on: figures).first)
    #expect(verdict.reason.hasPrefix("the 99th percentile of brightness is 0."))
    #expect(verdict.reason.hasSuffix(", below 0.320"))
  }

  @Test("percentiles and bins of a distribution")
  func distribution() throws {
    let spread = try #require(MeasureDistribution((0...100).map(Double.init), showing: [150]))
    #expect(spread.percentiles == [0, 1, 5, 25, 50, 75, 95, 99, 100])
    #expect(spread.bins.reduce(0, +) == 101)
    #expect(spread.high == 150)
    #expect(MeasureDistribution([]) == nil)
    let constant = try #require(MeasureDistribution([3, 3, 3]))
    #expect(constant.bins.reduce(0, +) == 3 && constant.high > constant.low)
  }
}
