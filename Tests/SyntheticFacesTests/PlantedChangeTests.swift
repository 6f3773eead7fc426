import Core
import Imaging
import SyntheticFaces
import Testing

@Suite("Planted changes of a picture")
struct PlantedChangeTests {
  typealias Planted = PlantedDefectTests.Planted

  @Test(
    "a change leaves the picture, but not its bytes",
    arguments: PlantedDefect.allCases.filter(\.isVariation))
  func changes(defect: PlantedDefect) throws {
    let planted = try Planted(format: .png)
    let rows = planted.rows(defect)
    #expect(rows.count >= 2)
    for row in rows {
      let (copy, original) = (try planted.image(row.member), try planted.image(row.original))
      #expect(copy != original)
      #expect(row.trueClass == row.givenClass)
      // A mirror image or a turned one matches in one of the eight positions.
      let nearest = try (1...8).map { position in
        let turned = try copy.stored(orientation: position)
        let fitted = try turned.resized(width: original.width, height: original.height)
        return PixelDistance.mean(fitted, original)
      }.min()
      #expect(try #require(nearest) < 28, "\(row)")
    }
  }

  @Test("rescaled copies have sizes of their own within a tenth")
  func rescaled() throws {
    let planted = try Planted(format: .png)
    for row in planted.rows(.rescaled) {
      let side = try planted.image(row.member).width
      #expect(side != 48 && (43...53).contains(side))
    }
  }

  @Test("faces without light, contrast or shape measure so")
  func poor() throws {
    let planted = try Planted(format: .jpeg)
    for row in planted.rows(.dark) {
      #expect(ImageMeasures.measure(try planted.image(row.member)).brightest < 0.32)
    }
    for row in planted.rows(.light) {
      #expect(ImageMeasures.measure(try planted.image(row.member)).dark > 0.65)
    }
    for row in planted.rows(.lowContrast) {
      #expect(ImageMeasures.measure(try planted.image(row.member)).contrast < 0.07)
    }
    for row in planted.rows(.oddSize) { #expect(try planted.image(row.member).width == 144) }
    for row in planted.rows(.oddAspect) {
      let image = try planted.image(row.member)
      #expect(Double(image.width) < 0.6 * Double(image.height))
    }
  }

  @Test("a placeholder is flat and in two tones, and no two are alike")
  func placeholders() throws {
    let planted = try Planted(format: .png, color: .rgb)
    let images = try planted.rows(.placeholder).map { try planted.image($0.member) }
    #expect(images.count >= 2 && Set(images).count == images.count)
    for image in images {
      let texture = ImageMeasures.measure(image).texture
      #expect(texture.twoTone > 0.99 && texture.flatness > 0.4)
    }
  }
}
