import Core
import Imaging
import Testing

@Suite("Fits and stages of a pipeline")
struct FitTests {
  private func pipeline(_ text: String) throws -> Pipeline {
    try Pipeline(settings: SettingsNode(json: try JSON(parsing: text), file: "p.yaml"))
  }

  @Test("a letterbox keeps the whole picture in the middle, between bars")
  func letterboxKeepsTheMiddle() throws {
    let image = try ImageFixtures.drawn(width: 20, height: 10, channels: 1)
    let boxed = try pipeline(#"{"size": 20, "fit": {"method": "letterbox", "fill": 7}}"#)
      .canonical(image)
    #expect(try boxed.cropped(to: PixelBox(x: 0, y: 5, width: 20, height: 10)) == image)
    #expect(boxed.pixels[..<100].allSatisfy { $0 == 7 })
    #expect(boxed.pixels[300...].allSatisfy { $0 == 7 })
  }

  @Test("the odd pixel of a letterbox is left below, and its edge and mean fills are the picture's")
  func letterboxFills() throws {
    let image = try Image(width: 2, height: 1, channels: 3, pixels: [10, 20, 30, 50, 60, 71])
    let edge = try pipeline(
      #"{"size": {"width": 2, "height": 4}, "color": "rgb", "fit": {"method": "letterbox", "fill": "edge"}}"#
    ).canonical(image)
    #expect(edge.pixels == image.pixels + image.pixels + image.pixels + image.pixels)
    let mean = try pipeline(
      #"{"size": {"width": 2, "height": 4}, "color": "rgb", "fit": {"method": "letterbox", "fill": "mean"}}"#
    ).canonical(image)
    let bar: [UInt8] = [30, 40, 51, 30, 40, 51]
    #expect(mean.pixels == bar + image.pixels + bar + bar)
  }

  @Test("a crop takes the middle, whole in the shorter side")
  func cropTakesTheMiddle() throws {
    let wide = try ImageFixtures.drawn(width: 21, height: 10, channels: 1)
    let middle = try wide.cropped(to: PixelBox(x: 5, y: 0, width: 10, height: 10))
    #expect(try pipeline(#"{"size": 10, "fit": "crop"}"#).canonical(wide) == middle)
    let tall = try ImageFixtures.drawn(width: 10, height: 31, channels: 1)
    let part = try tall.cropped(to: PixelBox(x: 0, y: 5, width: 10, height: 20))
    #expect(
      try pipeline(#"{"size": {"width": 10, "height": 20}, "fit": "crop"}"#).canonical(tall) == part
    )
  }

  @Test(
    "every fit gives the canonical shape, and the same bytes where the shape fits already",
    arguments: ["\"stretch\"", "\"letterbox\"", "\"crop\""])
  func fitsAgree(fit: String) throws {
    let square = try ImageFixtures.drawn(width: 60, height: 60, channels: 3)
    let run = try pipeline(#"{"size": 48, "color": "rgb", "fit": \#(fit)}"#)
    #expect(try run.canonical(square) == square.resized(width: 48, height: 48))
    for (width, height, channels) in ImageFixtures.shapes + [(1000, 1, 1), (1, 1000, 3)] {
      let image = try ImageFixtures.drawn(width: width, height: height, channels: channels)
      let result = try run.canonical(image)
      #expect((result.width, result.height, result.channels) == (48, 48, 3))
    }
  }

  @Test("a standardized letterbox standardizes the picture and not the bars")
  func standardizesThePicture() throws {
    let image = try ImageFixtures.drawn(width: 40, height: 20, channels: 1)
    let boxed = try pipeline(#"{"size": 40, "fit": "letterbox", "standardize": "image"}"#)
      .canonical(image)
    let part = try boxed.cropped(to: PixelBox(x: 0, y: 10, width: 40, height: 20))
    #expect(try part == image.standardized())
    #expect(boxed.pixels[..<400].allSatisfy { $0 == 0 })
  }

  private static let everything = #"""
    {"size": 32, "color": "gray", "denoise": "bilateral", "contrast": "clahe", "sharpen": "unsharp",
     "fit": "letterbox", "standardize": "image"}
    """#

  @Test("the stages end in the canonical image, one for each step that is on")
  func stagesEndInTheCanonicalImage() throws {
    let image = try ImageFixtures.drawn(width: 50, height: 40, channels: 3)
    let run = try pipeline(Self.everything)
    let stages = try run.stages(of: image)
    #expect(
      stages.map(\.name) == [
        "gray", "denoised", "contrast", "sharpened", "resized", "standardized",
      ])
    #expect(try stages.last?.image == run.canonical(image))
    #expect(try stages.last?.image == run.canonicalRecorded(image).image)
    #expect(stages.allSatisfy { $0.detail.utf8.allSatisfy { (32..<127).contains($0) } })
    #expect(stages[1].detail.hasPrefix("bilateral 5 25 2, noise "))
    let plain = try Pipeline.standard.stages(of: image.grayscale())
    #expect(plain.map(\.name) == ["resized"])
    #expect(plain.map(\.detail) == ["50 x 40 to 48 x 48, stretch"])
  }

  @Test("a rule denoises above its noise and not below, and both are recorded")
  func denoisesByRule() throws {
    let image = try ImageFixtures.drawn(width: 48, height: 48, channels: 1)
    let noise = NoiseEstimate.sigma(of: image)
    let step = #""method": "median3", "above""#
    let above = try pipeline(#"{"denoise": {\#(step): \#(noise - 0.01)}}"#)
    let below = try pipeline(#"{"denoise": {\#(step): \#(noise)}}"#)
    #expect(try above.canonical(image) == image.medianDenoised(size: 3))
    #expect(try below.canonical(image) == image)
    let rounded = (noise * 100).rounded() / 100
    #expect(
      try below.canonicalRecorded(image).record == ["noise": .number(rounded), "denoised": false])
    let record = try above.canonicalRecorded(image).record
    #expect(record["denoised"] == true)
    let after = NoiseEstimate.sigma(of: try image.medianDenoised(size: 3))
    #expect(record["noise_after"] == .number((after * 100).rounded() / 100))
    #expect(try Pipeline.standard.canonicalRecorded(image).record.isEmpty)
  }

  @Test("a rule sharpens below its sharpness and not above, and both are recorded")
  func sharpensByRule() throws {
    let image = try ImageFixtures.drawn(width: 48, height: 48, channels: 1)
    let sharpness = ImageMeasures.sharpness(of: image)
    let below = try pipeline(
      #"{"sharpen": {"method": "unsharp", "below": \#(sharpness + 1)}}"#)
    let above = try pipeline(#"{"sharpen": {"method": "unsharp", "below": \#(sharpness)}}"#)
    #expect(try below.canonical(image) == image.sharpened())
    #expect(try above.canonical(image) == image)
    #expect(try above.canonicalRecorded(image).record["sharpened"] == false)
  }
}
