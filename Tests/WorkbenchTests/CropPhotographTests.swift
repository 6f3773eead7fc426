import Core
import DatasetCatalog
import FaceDetection
import TestSupport
import Testing
import Workbench

/// `crop` with the real detector on real photographs, where they are beside the checkout.
@Suite("Crop of photographs")
struct CropPhotographTests {
  static let model = "../shared/models/face_detection_yunet_2023mar.onnx"
  static var isThere: Bool { SharedData.path("faces") != nil && Files.exists(model) }

  /// A workspace of some photographs below `faces`.
  private static func workspace(_ folder: TemporaryFolder, _ names: [String]) throws -> String {
    let photographs = folder.file("photos/happy")
    try Files.createDirectories(photographs)
    let faces = try #require(SharedData.path("faces"))
    for name in names {
      let bytes = try Files.read(Files.join(faces, name), limit: 1 << 24)
      try Files.writeAtomically(bytes, to: Files.join(photographs, Files.lastComponent(name)))
    }
    let workspace = folder.file("w")
    try Fixtures.importing([folder.file("photos")], into: workspace, ImportOptions())
    return workspace
  }

  private static func crop(
    _ workspace: String, settings: FaceSettings = .standard, threads: Int = 2
  ) throws -> CropSummary {
    try CropFaces(settings: settings, model: model, environment: [:], listsAll: true).run(
      workspace: workspace, session: Fixtures.session(threads: threads))
  }

  @Test(
    "all eight orientations of one photograph show the same three faces at the same places",
    .enabled(if: isThere, "\(SharedData.reason)"))
  func orientations() throws {
    let folder = try TemporaryFolder()
    let names = (1...8).map { "exif_faces/2008_002506_orient\($0).jpg" }
    let summary = try Self.crop(try Self.workspace(folder, names))
    #expect(summary.total.cropped == 8 && summary.faceCounts[3] == 8)
    let frames = summary.entries.compactMap(\.frames.first)
    #expect(frames.count == 8)
    for frame in frames.dropFirst() {
      // The eight files are compressed apart: a pixel of difference is theirs.
      #expect(abs(frame.centerX - frames[0].centerX) <= 16)
      #expect(abs(frame.centerY - frames[0].centerY) <= 16)
      #expect(abs(frame.side - frames[0].side) <= 32)
    }
  }

  @Test(
    "photographs without a face are kept and named, whatever the number of threads",
    .enabled(if: isThere, "\(SharedData.reason)"))
  func noFaces() throws {
    let names = [
      "noface/dlib_dog.jpg", "noface/dlib_eagle.jpg", "noface/mtcnn_no-faces.jpg",
      "dlib/2008_001009.jpg", "dlib/2009_004587.jpg",
    ]
    var results: [JSON] = []
    for threads in 1...3 {
      let folder = try TemporaryFolder()
      let workspace = try Self.workspace(folder, names)
      let summary = try Self.crop(workspace, threads: threads)
      #expect(summary.total.noFace == 3 && summary.withoutFace.count == 3)
      #expect(summary.total.cropped == 2 && summary.detectedNow == 5)
      // What was found is known; the next run looks at nothing.
      #expect(try Self.crop(workspace).detectedNow == 0)
      results.append(try #require(summary.json["images"]))
    }
    #expect(results[1] == results[0] && results[2] == results[0])
  }
}
