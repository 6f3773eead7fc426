import Core
import DatasetCatalog
import FaceDetection
import Imaging
import TestSupport
import Testing
import Workbench

@Suite("Previews of faces")
struct FacesSheetTests {
  private static let model = Digest.sha256(of: "a detector")

  /// A workspace of 14 drawn images in which a detector has found a face at (6, 5) of 12 × 12, or none in
  /// every third.
  private static func workspace(_ folder: TemporaryFolder) throws -> String {
    let workspace = folder.file("w")
    try Fixtures.importing(
      try Fixtures.archive(in: folder, perClass: 2, subjects: 2), into: workspace)
    let catalog = try Catalog.open(workspace, mode: .write)
    let settings = try FaceSettings(
      settings: SettingsNode(json: ["small": 8, "crop": ["margin": 0]], file: "test"))
    var identity: [String: JSON] = ["model": .string(model.hex)]
    for key in ["min-score", "nms", "scales"] { identity[key] = settings.json[key] }
    let detector = try catalog.detectorNumber(.object(identity))
    let contents = try catalog.contentsToDetect(detector: detector, sidesAbove: 8)
    let face = DetectedFace(
      x: 6 * 256, y: 5 * 256, width: 12 * 256, height: 12 * 256,
      points: [9, 9, 15, 9, 12, 12, 10, 15, 14, 15].map { $0 * 256 }, score: 60_000)
    try catalog.storeDetections(
      contents.enumerated().map { ($1, $0 % 3 == 2 ? [] : [face, face]) }, detector: detector)
    _ = try CropFaces(settings: settings, model: nil, environment: [:], listsAll: false).decide(
      catalog: catalog, detector: detector, model: model, detectedNow: 0,
      session: Fixtures.session())
    return workspace
  }

  @Test("faces and what is cut out are drawn from the catalog, the same for any number of threads")
  func faces() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    var selection = PreviewSelection()
    selection.perClass = 2
    var digests: Set<Digest> = []
    for threads in 1...2 {
      let summary = try DrawPreview(
        pixels: try Fixtures.pixels(), mode: .faces, selection: selection, seed: 1,
        out: folder.file("p.png")
      ).run(workspace: workspace, session: Fixtures.session(threads: threads))
      digests.insert(summary.digest)
      let outcomes = summary.shown.compactMap { $0["outcome"]?.stringValue }
      #expect(outcomes.count == 14)
      #expect(outcomes.count { $0 == "no face found" } == 4)
      for sample in summary.shown {
        let count = sample["outcome"] == "no face found" ? 0 : 2
        #expect(sample["faces"]?.intValue == count)
      }
      var decoder = try ImageDecoder()
      let sheet = try decoder.decode(try Files.read(summary.path, limit: 1 << 26)).image
      // The frame's color is drawn nowhere but round what is cut out, and in the legend.
      let framed = sheet.withPixels { pixels in
        stride(from: 0, to: pixels.count, by: 3).lazy.filter {
          pixels[$0] == 0xFF && pixels[$0 + 1] == 0xB0 && pixels[$0 + 2] == 0
        }.count
      }
      #expect(framed > 10 * 4 * 150)
    }
    #expect(digests.count == 1)
  }

  @Test("the standard sheet has a column for what is cut out")
  func cropped() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    let summary = try DrawPreview(
      pixels: try Fixtures.pixels(), perClass: 2, copies: 0, seed: 1, out: folder.file("p.png")
    ).run(workspace: workspace, session: Fixtures.session())
    let steps = summary.shown.compactMap { $0["steps"]?.arrayValue?.compactMap(\.stringValue) }
    #expect(steps.count { $0 == ["decoded", "cropped", "canonical"] } == 10)
    #expect(steps.count { $0 == ["decoded", "canonical"] } == 4)
  }
}
