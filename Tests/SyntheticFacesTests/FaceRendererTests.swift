import Core
import Imaging
import SyntheticFaces
import Testing

@Suite("Face renderer")
struct FaceRendererTests {
  @Test(
    "a scene has the same pixels on every machine",
    arguments: [
      (
        FaceExpression.happy, 48, FaceColor.gray,
        "ead996a0d3fa9e95670ac8ce92f6a00426ca5bec987d1e1bf06eacd2606cd03a"
      ),
      (.fear, 16, .rgb, "6a86528959c63a11361f92271b1d474547b5903a6e2af053cbcb06a9959d7f24"),
      (.contempt, 97, .rgb, "e7ae23a28a9c91ca26383d22d7d67b5ec3604910da076a540e438a2a0e98307c"),
      (.disgust, 256, .gray, "217023dd7077e7744a9b75da9fda970baa617670654888aba808802016eaf7a5"),
    ])
  func pinned(expression: FaceExpression, size: Int, color: FaceColor, digest: String) throws {
    let scene = FaceScene.draw(expression, index: 5, subject: 3, seed: 42)
    let image = try FaceRenderer(size: size, color: color).render(scene)
    #expect(image.width == size && image.height == size)
    #expect(image.channels == (color == .gray ? 1 : 3))
    #expect(image.pixelDigest.hex == digest)
  }

  @Test("another seed, index or subject is another picture")
  func differs() throws {
    let renderer = try FaceRenderer(size: 32, color: .gray)
    let scenes = [
      FaceScene.draw(.sad, index: 0, subject: 0, seed: 1),
      .draw(.sad, index: 0, subject: 0, seed: 2), .draw(.sad, index: 1, subject: 0, seed: 1),
      .draw(.sad, index: 0, subject: 1, seed: 1), .draw(.angry, index: 0, subject: 0, seed: 1),
    ]
    let pictures = try scenes.map { try renderer.render($0).pixelDigest }
    #expect(Set(pictures).count == scenes.count)
  }

  @Test("without noise, gray is the luma of RGB", arguments: FaceExpression.allCases)
  func grayIsLuma(expression: FaceExpression) throws {
    let scene = FaceScene.portrait(of: expression, seed: 3, subject: 1)
    let gray = try FaceRenderer(size: 40, color: .gray).render(scene)
    let rgb = try FaceRenderer(size: 40, color: .rgb).render(scene).grayscale()
    #expect(PixelDistance.largest(gray, rgb) <= 2)
  }

  @Test("a picture of twice the size, shrunk, is the picture", arguments: 0..<6)
  func scales(subject: Int) throws {
    let scene = FaceScene.portrait(of: .surprise, seed: 9, subject: subject)
    let small = try FaceRenderer(size: 48, color: .gray).render(scene)
    let large = try FaceRenderer(size: 96, color: .gray).render(scene)
    let shrunk = try large.resized(width: 48, height: 48, filter: .area)
    #expect(PixelDistance.mean(small, shrunk) < 4)
  }

  @Test(
    "every size from the smallest to the largest is drawn, no other", arguments: [15, 1025, 0, -1])
  func sizes(size: Int) throws {
    #expect(throws: SyntheticFacesError.size(size)) { try FaceRenderer(size: size, color: .gray) }
    for size in [16, 1024] {
      let image = try FaceRenderer(size: size, color: .rgb).render(
        .portrait(of: .neutral, seed: 1, subject: 0))
      #expect(image.width == size)
    }
  }

  @Test("light from the left makes the left side brighter")
  func light() throws {
    var scene = FaceScene.portrait(of: .neutral, seed: 5, subject: 2)
    scene.light.direction = SIMD3(-0.8, 0, 0.6)
    let fromLeft = try FaceRenderer(size: 48, color: .gray).render(scene)
    scene.light.direction = SIMD3(0.8, 0, 0.6)
    let fromRight = try FaceRenderer(size: 48, color: .gray).render(scene)
    #expect(leftness(fromLeft) > 10)
    #expect(leftness(fromRight) < -10)
  }

  /// How much brighter the left cheek is than the right one.
  private func leftness(_ image: Image) -> Double {
    let rows = 24..<36
    let sum = rows.reduce(0) { $0 + Int(image[15, $1, 0]) - Int(image[32, $1, 0]) }
    return Double(sum) / Double(rows.count)
  }
}
