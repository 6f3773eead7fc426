import Core
import Curation
import Imaging
import Testing

@Suite("Drift")
struct DriftTests {
  /// The distance of two cumulative distributions, looked up at every figure.
  private static func plain(_ first: [Double], _ second: [Double]) -> Double {
    func share(_ values: [Double], _ bound: Double) -> Double {
      Double(values.count { $0 <= bound }) / Double(values.count)
    }
    return (first + second).map { abs(share(first, $0) - share(second, $0)) }.max() ?? 0
  }

  private static func compare(_ first: [Double], _ second: [Double]) throws -> DriftComparison {
    try #require(
      DriftComparison(.sharpness, ("train", first.sorted()), ("test", second.sorted())))
  }

  @Test("the distance is that of the cumulative distributions", arguments: 1..<8)
  func equalsPlain(seed: Int) throws {
    let first = (0..<40 + seed).map { Double(DrawnPicture.noise($0, 1, seed) % 50) }
    let second = (0..<25).map { Double(DrawnPicture.noise($0, 2, seed) % (30 + 5 * seed)) }
    let found = try Self.compare(first, second)
    #expect(abs(found.distance - Self.plain(first, second)) < 1e-12)
    #expect(abs(try Self.compare(second, first).distance - found.distance) < 1e-12)
  }

  @Test("equal parts are 0 apart, disjoint ones 1")
  func ends() throws {
    let values = (0..<50).map(Double.init)
    #expect(try Self.compare(values, values).distance == 0)
    #expect(try Self.compare(values, values.map { $0 + 100 }).distance == 1)
    #expect(DriftComparison(.noise, ("a", []), ("b", values)) == nil)
  }

  @Test("a few figures that happen to differ are no drift, many are")
  func chance() throws {
    let few = try Self.compare([1, 2, 3, 4], [3, 4, 5, 6])
    #expect(few.distance >= 0.5 && !few.isDrift(beyond: 0.2))
    let many = try Self.compare(
      (0..<200).map { Double($0 % 4 + 1) }, (0..<200).map { Double($0 % 4 + 3) })
    #expect(many.isDrift(beyond: 0.2))
  }

  private static func report(blurred: Bool) throws -> DriftReport {
    let images = try (0..<120).map { number in
      let sound = try DrawnPicture.sound(seed: number + 1)
      let isTrain = number < 80
      let image = isTrain && blurred ? try DrawnPicture.blurred(sound, radius: 1) : sound
      return DriftReport.Image(
        figures: QualityFigures(of: image, bytes: 1000), format: "png",
        split: isTrain ? "train" : "test", source: "faces")
    }
    return DriftReport(images, splitNames: ["train", "test"], sourceNames: ["faces"])
  }

  @Test("a training half that was blurred is shouted about, with both medians")
  func blurredHalf() throws {
    let warnings = try Self.report(blurred: true).warnings
    #expect(warnings.count == 1)
    #expect(warnings[0].hasPrefix("train and test were not made alike"))
    #expect(warnings[0].contains("share of the finest details"))
  }

  @Test("halves of one set are alike")
  func alike() throws {
    let report = try Self.report(blurred: false)
    #expect(report.warnings == [] && report.drifts == [])
    #expect(report.sources == [], "one source is compared with nothing")
  }
}

@Suite("Balance")
struct BalanceTests {
  @Test("counts, imbalance and a class of one source")
  func counts() throws {
    var samples: [(label: Int, split: Int?, source: Int)] = []
    for number in 0..<60 { samples.append((number % 2, number % 3 == 0 ? 2 : 0, 0)) }
    for _ in 0..<20 { samples.append((2, nil, 1)) }
    let report = BalanceReport(
      samples, classNames: ["a", "b", "c"], splitNames: ["train", "val", "test"],
      sourceNames: ["one", "two"])
    #expect(report.splits.map(\.name) == ["train", "test"])
    #expect(report.splits.map(\.total) == [40, 20])
    #expect(report.sources.map(\.counts) == [[30, 30, 0], [0, 0, 20]])
    #expect(report.splits[0].imbalance == 1)
    #expect(report.biases.map(\.className) == ["a", "b", "c"])
    #expect(report.biases[2].share == 1 && report.biases[2].expected == 0.25)
    // H(class) = 1.5613 bits, H(source) = 0.8113 bits, which the class tells.
    let information = try #require(report.sourceInformation)
    #expect(abs(information - 0.8113 / 1.5613) < 1e-3)
  }

  @Test("one source tells nothing")
  func oneSource() {
    let report = BalanceReport(
      [(0, nil, 0), (1, nil, 0)], classNames: ["a", "b"], splitNames: [], sourceNames: ["one"])
    #expect(report.sourceInformation == nil && report.biases == [])
  }
}
