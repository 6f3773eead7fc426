import Core
import DatasetCatalog
import FaceDetection
import Imaging
import Tensors
import TestSupport
import Testing
import Workbench

/// What `crop` makes of faces; the detector's own work is tested in its module, and on real photographs.
@Suite("Crop")
struct CropTests {
  private static let model = Digest.sha256(of: "a detector")

  /// A workspace of drawn images of 24 × 24, in which a detector has found `faces` of each.
  private static func workspace(
    _ folder: TemporaryFolder, faces: (Int) -> [DetectedFace]
  ) throws -> String {
    let workspace = folder.file(".fer-data")
    try Fixtures.importing(
      try Fixtures.archive(in: folder, perClass: 2, subjects: 2), into: workspace)
    let catalog = try Catalog.open(workspace, mode: .write)
    let detector = try catalog.detectorNumber(["name": "test"])
    let contents = try catalog.contentsToDetect(detector: detector, sidesAbove: 8)
    try catalog.storeDetections(
      contents.enumerated().map { ($1, faces($0)) }, detector: detector)
    return workspace
  }

  @discardableResult
  private static func crop(_ workspace: String, _ settings: JSON) throws -> CropSummary {
    let catalog = try Catalog.open(workspace, mode: .write)
    var members = settings.objectValue ?? [:]
    members["small"] = 8
    let faces = try FaceSettings(settings: SettingsNode(json: .object(members), file: "test"))
    return try CropFaces(settings: faces, model: nil, environment: [:], listsAll: true).decide(
      catalog: catalog, detector: try catalog.detectorNumber(["name": "test"]), model: model,
      detectedNow: 0, session: Fixtures.session())
  }

  /// A face whose box lies at (x, y), of a size in pixels.
  private static func face(_ x: Int, _ y: Int, _ size: Int) -> DetectedFace {
    let points = [3, 4, 7, 4, 5, 6, 4, 8, 6, 8].enumerated().map { place, tenth in
      ((place % 2 == 0 ? x : y) * 10 + tenth * size) * 256 / 10
    }
    return DetectedFace(
      x: x * 256, y: y * 256, width: size * 256, height: size * 256, points: points, score: 60_000)
  }

  private static func crops(_ workspace: String) throws -> [SampleDetails] {
    let catalog = try Catalog.open(workspace, mode: .read)
    return try catalog.details(for: try catalog.sampleSummaries().map(\.id))
  }

  private static func inForce(_ workspace: String) throws -> Int {
    try Catalog.open(workspace, mode: .read).sampleSummaries().count { !$0.isExcluded }
  }

  @Test("the largest face is cut out, and shards hold what its frame shows")
  func cutsOut() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder) { _ in
      [Self.face(1, 2, 5), Self.face(8, 6, 10)]
    }
    let summary = try Self.crop(workspace, ["crop": ["margin": 0]])
    #expect(summary.total.cropped == 14 && summary.total.passed == 0)
    #expect(summary.faceCounts[2] == 14 && summary.entries.count == 14)
    let frame = CropFrame(centerX: 13 * 16, centerY: 11 * 16, side: 160)
    #expect(try Self.crops(workspace).allSatisfy { $0.crop?.frame == frame && $0.crop?.face == 1 })
    let out = folder.file("shards")
    try Fixtures.writeShards(workspace, out, size: 10)
    let shard = try ShardReader(path: Files.join(out, "train-00000-of-00001.safetensors"))
    #expect(shard.metadata.extra["faces"]?.contains(Self.model.hex) == true)
    let catalog = try Catalog.open(workspace, mode: .read)
    let bytes = try catalog.bytes(of: shard.contentID(at: 0))
    var decoder = try ImageDecoder()
    let image = try decoder.decode(bytes, options: DecodingOptions()).image
    let cut = try image.cropped(to: PixelBox(x: 8, y: 6, width: 10, height: 10))
    #expect(shard.pixels(at: 0) == cut.pixels)
    let verdict = try ReplayRow(folder: out, place: RowPlace("train-00000-of-00001:0")).run(
      workspace: workspace, session: Fixtures.session())
    #expect(verdict.isEqual)
  }

  @Test("an image without a face is kept and counted, left out by a decision, or a failure")
  func noFace() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder) { $0 < 3 ? [] : [Self.face(4, 4, 12)] }
    let kept = try Self.crop(workspace, [:])
    #expect(kept.total.noFace == 3 && kept.withoutFace.count == 3 && kept.excluded == 0)
    #expect(try Self.inForce(workspace) == 14)
    let failure = #expect(throws: WorkbenchError.self) {
      try Self.crop(workspace, ["no-face": "fail"])
    }
    #expect(failure?.description.hasPrefix("no face was found in 3 images, such as ") == true)
    #expect(try Self.crops(workspace).count { $0.crop?.outcome == .noFace } == 3)
    let left = try Self.crop(workspace, ["no-face": "exclude"])
    #expect(left.excluded == 3)
    #expect(try Self.inForce(workspace) == 11)
    try Self.crop(workspace, [:])
    #expect(try Self.inForce(workspace) == 14)
  }

  @Test("a face that fills its image leaves it whole, a small image is not looked at")
  func passes() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder) { _ in [Self.face(1, 1, 22)] }
    let summary = try Self.crop(workspace, [:])
    #expect(summary.total.cropped == 0 && summary.total.passed == 14)
    #expect(try Self.crops(workspace).allSatisfy { $0.crop == SampleCrop(.filled) })
    let catalog = try Catalog.open(workspace, mode: .write)
    let small = try CropFaces(settings: .standard, model: nil, environment: [:]).decide(
      catalog: catalog, detector: try catalog.detectorNumber(["name": "other"]), model: Self.model,
      detectedNow: 0, session: Fixtures.session())
    #expect(small.total.passed == 14)
  }

  @Test("with 'each' every face of an image is a sample, and taking it back restores the images")
  func each() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder) { number in
      number == 0 ? [Self.face(0, 0, 8), Self.face(12, 12, 8)] : [Self.face(4, 4, 12)]
    }
    let summary = try Self.crop(workspace, ["choose": "each"])
    #expect(summary.faceSamples == 2 && summary.total.cropped == 15)
    #expect(try Self.inForce(workspace) == 15)
    let faces = try Self.crops(workspace).filter { $0.region != nil }
    #expect(faces.count == 2 && Set(faces.map(\.member)).count == 1)
    #expect(faces.allSatisfy { $0.crop?.frame != nil })
    #expect(Set(faces.map(\.sampleKey)).count == 2)
    _ = try CropFaces.remove(workspace: workspace, session: Fixtures.session())
    #expect(try Self.inForce(workspace) == 14)
    #expect(try Self.crops(workspace).allSatisfy { $0.crop == nil })
  }

  @Test("samples that came after the cropping stop the shards, with the remedy")
  func stale() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder) { _ in [Self.face(4, 4, 12)] }
    try Self.crop(workspace, [:])
    let more = try Fixtures.archive(in: folder, name: "more.tar", perClass: 1, subjects: 1, seed: 9)
    try Fixtures.importing(more, into: workspace)
    let failure = #expect(throws: WorkbenchError.self) {
      try Fixtures.writeShards(workspace, folder.file("shards"), size: 10)
    }
    #expect(
      failure?.description
        == "7 samples came after the faces were cropped; run fer-data crop again, or take the crops "
        + "back with fer-data crop --remove")
  }
}
