import Core
import FaceDetection
import Testing

@Suite("Face settings")
struct FaceSettingsTests {
  private func read(_ json: JSON) throws -> FaceSettings {
    try FaceSettings(settings: SettingsNode(json: json, file: "x.yaml"))
  }

  private static let examples = [
    FaceSettings.standard,
    FaceSettings(
      choice: .each, geometry: .margin(thousandths: 125), minimumScore: 0.75, overlap: 0.5,
      scales: [640], noFace: .fail, small: 0, filled: 1.5),
    FaceSettings(geometry: .aligned(.arcFace), noFace: .exclude),
  ]

  @Test("settings written are settings read", arguments: examples)
  func roundTrip(settings: FaceSettings) throws {
    #expect(try read(settings.json) == settings)
  }

  @Test("nothing named is the defaults")
  func defaults() throws {
    #expect(try read([:]) == .standard)
  }

  @Test("scales are sorted, without repetition, and may be one number")
  func scales() throws {
    #expect(try read(["scales": [1280, 320, 320]]).scales == [320, 1280])
    #expect(try read(["scales": 640]).scales == [640])
  }

  @Test(
    "what is wrong is named",
    arguments: [
      (["min-scor": 0.5], "x.yaml: unknown key 'min-scor'; did you mean 'min-score'?"),
      (["min-score": 2], "x.yaml: min-score: 2.0 is outside 0.01…0.99"),
      (
        ["scales": []],
        "x.yaml: scales: expected one to eight long sides in pixels, such as [320, 640, 1280]"
      ),
      (["scales": [10]], "x.yaml: scales[0]: 10 is outside 64…8192"),
      (
        ["crop": "square"],
        "x.yaml: crop: 'square' is not a crop; use fer2013, {margin: SHARE} or {aligned: TEMPLATE}"
      ),
      (
        ["crop": ["margin": 0.1, "aligned": "arcface"]],
        "x.yaml: crop: give either 'margin' or 'aligned'"
      ),
      (
        ["crop": ["aligned": "arcfase"]],
        "x.yaml: crop.aligned: 'arcfase' is not known; did you mean 'arcface'? (known: fer2013, arcface)"
      ),
      (["format": "fer-data faces/2"], "x.yaml: format: expected 'fer-data faces/1'"),
    ] as [(JSON, String)])
  func refused(json: JSON, text: String) {
    let error = #expect(throws: SettingsError.self) { try read(json) }
    #expect(error?.description == text)
  }
}
