import Core
import Imaging
import Testing

/// Digests of what the kernels give for one drawn image.
///
/// A change here changes every shard: raise the version of the step whose bytes changed.
@Suite("Golden bytes of the kernels")
struct GoldenTests {
  private static let kernels:
    [(name: String, run: @Sendable (Image) throws -> Image, digest: String)] = [
      (
        "gray", { $0.grayscale() },
        "66cacb51bfa54a397f261d83b652841cec77a64ab83178232866c95f92783c4a"
      ),
      (
        "area", { try $0.resized(width: 48, height: 48, filter: .area) },
        "b7b7219e7321d380fff6b62a1c53bcf02c8628f95b4465417f36f89e9ade138b"
      ),
      (
        "bilinear", { try $0.resized(width: 140, height: 111, filter: .bilinear) },
        "5f0b2aedcb3dce2001888beddf0a5348bbc3f8fe0a9670948abf3de13df119e9"
      ),
      (
        "lanczos3", { try $0.resized(width: 140, height: 50, filter: .lanczos3) },
        "5175d08f108547233974e533a356e6e950fecdc715bccc92c7fb6a79e7638fbf"
      ),
      (
        "median3", { try $0.medianDenoised(size: 3) },
        "e700445a9efbecd385fec741d98acfa251eb00b2dda43e495f5802373d0dac83"
      ),
      (
        "median5", { try $0.medianDenoised(size: 5) },
        "ff7b34c61c95dc405865509afeee617322811254ce7754630f1326ec51e1f7ee"
      ),
      (
        "equalize", { $0.histogramEqualized() },
        "70307f1954b67a1958ac0cce0ad29797559bcd09b12e8ba6211cbbb2102252b0"
      ),
      (
        "gaussian", { try $0.gaussianBlurred(sigma: 1.2) },
        "PIN-gaussian"
      ),
      (
        "bilateral", { try $0.bilateralDenoised(diameter: 5, sigmaColor: 25, sigmaSpace: 2) },
        "PIN-bilateral"
      ),
      (
        "non-local-means", { try $0.nonLocalMeansDenoised(strength: 20) },
        "PIN-non-local-means"
      ),
      (
        "clahe", { try $0.adaptivelyEqualized() },
        "PIN-clahe"
      ),
      (
        "percentile", { try $0.stretched(low: 2, high: 97) },
        "PIN-percentile"
      ),
      (
        "gamma", { try $0.gammaCorrected(0.7) },
        "PIN-gamma"
      ),
      (
        "sharpen", { try $0.sharpened(amount: 0.8, sigma: 1.1) },
        "PIN-sharpen"
      ),
      (
        "standardize", { try $0.standardized() },
        "PIN-standardize"
      ),
      (
        "rotate", { $0.rotated(degrees: 17.5) },
        "d1d3dcb33d86b354e1949c428eab672635e18a04dc5a561ce3ef1102ec610d39"
      ),
      (
        "zoom", { $0.applying(.affine(.zoom(0.83), .edge)) },
        "29dc4094eea8de668a5353f3ff8d52e9c0a84867d5da36d3aa0b6ae1ca9ebdb9"
      ),
      (
        "contrast", { $0.applying(.contrast(80000)) },
        "484d89aa2b3bae311cc14d01e1f1be9e0db070a1ab6639b5b23ed34603227769"
      ),
      (
        "noise", { $0.applying(.noise(deviation: 800, seed: 42)) },
        "858e85c8129e449bf6b753d2c914fd957b6a1505064d968b97f9103de0bb589a"
      ),
    ]

  @Test("the drawn image itself")
  func fixture() throws {
    let digest = try Self.image().pixelDigest.hex
    #expect(digest == "7ae5f0ac89512b4d6664b1c64a6930cceaab8cae0f87ee1a4461e4fa86be9e36")
  }

  @Test("each kernel gives its pinned bytes", arguments: kernels.indices)
  func kernel(index: Int) throws {
    let kernel = Self.kernels[index]
    let digest = try kernel.run(Self.image()).pixelDigest.hex
    #expect(digest == kernel.digest, "\(kernel.name)")
  }

  @Test("the measures of the drawn image")
  func measures() throws {
    let measures = ImageMeasures.measure(try Self.image())
    let figures = [measures.brightness, measures.contrast, measures.sharpness, measures.entropy]
    #expect(
      figures.map { String($0.bitPattern, radix: 16) } == [
        "3fddb6a7c88cf896", "3fc38c082a194cb7", "40bb8bf2e612bf21", "401d156e91ca444c",
      ])
    #expect(String(measures.dHash, radix: 16) == "cc92ad554a259bc5")
    #expect(String(measures.pHash, radix: 16) == "c300010747efeefe")
  }

  private static func image() throws -> Image {
    try ImageFixtures.drawn(width: 101, height: 83, channels: 3)
  }
}
