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
        "c42e19a9d2c646116ee738f8179e7518b47d661b95bed70a7b1b35052582f569"
      ),
      (
        "bilateral", { try $0.bilateralDenoised(diameter: 5, sigmaColor: 25, sigmaSpace: 2) },
        "49e58252ac0bb21305822abe749ffb87bcb1e0163f590f6d7976bb7b085b0b02"
      ),
      (
        "non-local-means", { try $0.nonLocalMeansDenoised(strength: 20) },
        "8598bd3b1151f41dabe03231c5dab3ad77965abcc842a84c9d75e0c72a90ba3b"
      ),
      (
        "clahe", { try $0.adaptivelyEqualized() },
        "cc5c83da23ed599f01c0fbfe4ffec01cb8a58fb01d91945d277684c8aff737d2"
      ),
      (
        "percentile", { try $0.stretched(low: 2, high: 97) },
        "9812c3dda77cc7a4a3b5cf8036fb12a18a56e0d010c62f88b8bac4e32a9f8f63"
      ),
      (
        "gamma", { try $0.gammaCorrected(0.7) },
        "a1359fe9214771a9ddab9bec18dd5d4ec5c30cd9a28ebd42a6b48f6cf5e367ec"
      ),
      (
        "sharpen", { try $0.sharpened(amount: 0.8, sigma: 1.1) },
        "b80f662d4ba6c32ac23f57fba6ea4de7297d6e6867b6bb738b9ee0ecf02021a4"
      ),
      (
        "standardize", { try $0.standardized() },
        "8b172c7360e5b51528f484f7ed5a12b1e95ff236c0ec6199745dd4760419d932"
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
      (
        "nearest", { $0.applying(.affine(.rotation(degrees: 17.5), .constant(99), .nearest)) },
        "6bd00c9ad31b7fb837a81924222b63b82f0f2e325bdeca27b955ed2aad2a289c"
      ),
      (
        "shear", { $0.applying(.affine(.shear(horizontal: 0.2, vertical: -0.1), .reflect)) },
        "8018743de069ebcba9eb098075db3625970c59c61e571e3718eb6b5ecd8d0d36"
      ),
      (
        "crop",
        {
          $0.applying(
            .affine(
              .crop(share: 0.8, x: 0.2, y: 0.9, width: $0.width, height: $0.height), nil))
        }, "b7a0ca910892e7d04a23cbd627f5c407dca8593e3cd573d0f55f4dfebf129131"
      ),
      (
        "gamma", { $0.applying(.gamma(730)) },
        "fa882589c712cfb3dafb209fd84d5bd29b61afa34651bd940b77d0c213a789a7"
      ),
      (
        "blur", { $0.applying(.blur(120)) },
        "122711c50d497da7be76fa6598a38517b53d35d6abb970414987b1fe01ef168d"
      ),
      (
        "frame",
        {
          try $0.cropped(
            to: CropFrame(centerX: 700, centerY: 333, side: 1000, tilt: -8250), border: .edge)
        }, "417b9c9601f40c1acba1c1c0f171f9add8fcbb2b4d2a7bbc263208396ffe5e52"
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
