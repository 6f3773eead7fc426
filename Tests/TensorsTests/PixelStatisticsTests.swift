import Core
import Tensors
import Testing

@Suite("Pixel statistics")
struct PixelStatisticsTests {
  private static func image(_ seed: Int) -> [UInt8] {
    (0..<2 * 12).map { UInt8(truncatingIfNeeded: ($0 &* 37 &+ seed &* 101) ^ seed) }
  }

  @Test("the order and the grouping of images do not change a bit")
  func orderIndependent() {
    var forward = PixelStatistics(channels: 2)
    var parts = [PixelStatistics(channels: 2), PixelStatistics(channels: 2)]
    for seed in 0..<50 { forward.add(planar: Self.image(seed)) }
    for seed in (0..<50).reversed() { parts[seed % 2].add(planar: Self.image(seed)) }
    parts[1].merge(parts[0])
    #expect(parts[1] == forward)
    #expect(parts[1].mean.map(\.bitPattern) == forward.mean.map(\.bitPattern))
  }

  @Test("mean and deviation are those of each channel")
  func known() {
    var statistics = PixelStatistics(channels: 2)
    statistics.add(planar: [0, 255, 0, 255, 51, 51, 51, 51])
    #expect(statistics.mean == [0.5, 0.2])
    #expect(statistics.standardDeviation == [0.5, 0])
  }

  @Test("nothing seen gives zeros")
  func empty() {
    #expect(PixelStatistics(channels: 3).mean == [0, 0, 0])
    #expect(PixelStatistics(channels: 3).standardDeviation == [0, 0, 0])
  }
}
