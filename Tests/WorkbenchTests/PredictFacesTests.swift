import Core
import FaceDetection
import Imaging
import TestSupport
import Testing
import Workbench

/// Prediction of photographs with the real detector, where they are beside the checkout.
@Suite("Prediction of faces")
struct PredictFacesTests {
  private static let names = [
    "dlib/2008_001009.jpg", "dlib/2009_004587.jpg", "exif_faces/2008_002506_orient6.jpg",
    "noface/dlib_dog.jpg",
  ]

  /// A run on photographs whose faces were cropped, and the photographs.
  private static func trained(_ folder: TemporaryFolder) throws {
    let faces = try #require(SharedData.path("faces"))
    for (number, name) in names.enumerated() {
      // Two classes, so that there is something to train; nobody asks what it learns.
      for label in ["happy", "sad"] {
        try Files.createDirectories(folder.file("photos/\(label)"))
        var bytes = try Files.read(Files.join(faces, name), limit: 1 << 24)
        // Bytes behind a JPEG's end change its content id, not its picture.
        if label == "sad" { bytes.append(UInt8(number)) }
        try Files.writeAtomically(bytes, to: folder.file("photos/\(label)/\(number).jpg"))
      }
    }
    try Fixtures.importing([folder.file("photos")], into: folder.file("w"), ImportOptions())
    _ = try CropFaces(
      settings: FaceSettings(geometry: .margin(thousandths: 100)), model: CropPhotographTests.model,
      environment: [:]
    ).run(workspace: folder.file("w"), session: Fixtures.session())
    _ = try SplitSamples(
      settings: try SplitSettings(train: 1, val: 0, test: 0, seed: 1, ignoreOfficial: true)
    ).run(workspace: folder.file("w"), session: Fixtures.session())
    _ = try WriteShards(
      settings: try Fixtures.shardSettings(), out: folder.file("shards"), replaces: false
    ).run(workspace: folder.file("w"), session: Fixtures.session())
    try Files.writeAtomically(
      text: "model: {architecture: linear}\nepochs: 1\n", to: folder.file("r.yaml"))
    _ = try TrainNetwork(
      shards: folder.file("shards"), recipe: try TrainNetwork.recipe(file: folder.file("r.yaml")),
      augmentation: try PixelSettings.standardPolicy(), seed: 1, out: folder.file("run"),
      resumes: false
    ).run(session: Fixtures.session())
  }

  private static func predict(
    _ folder: TemporaryFolder, _ faces: FaceLooking, detector: String? = CropPhotographTests.model
  ) throws -> PredictionSummary {
    try PredictImages(
      model: folder.file("run"), images: [folder.file("photos/happy")], faces: faces,
      detector: detector
    ).run(session: Fixtures.session())
  }

  @Test(
    "photographs are cropped as the shards' were, and so scored alike; --faces gives every face its own",
    .enabled(if: CropPhotographTests.isThere, "\(SharedData.reason)"))
  func faces() throws {
    let folder = try TemporaryFolder()
    try Self.trained(folder)
    _ = try EvaluateRun(run: folder.file("run"), shards: nil, out: folder.file("o"))
      .run(session: Fixtures.session())
    let csv = String(
      decoding: try Files.read(folder.file("o/predictions.csv"), limit: 1 << 20), as: UTF8.self)
    let cropped = try Self.predict(folder, .asTrained)
    #expect(cropped.images.map(\.parts.count) == [1, 1, 1, 1])
    #expect(cropped.images.last?.parts.first?.outcome == .noFace)
    for image in cropped.images {
      let part = try #require(image.parts.first)
      let shares = part.probabilities.map(\.description).joined(separator: ",")
      let id = try #require(image.contentID).digest.hex
      let line = try #require(csv.split(separator: "\n").first { $0.contains(id) })
      #expect(line.hasSuffix("," + shares), "\(image.name)")
    }
    let every = try Self.predict(folder, .everyFace)
    #expect(every.images[2].parts.count == 3 && every.withoutFace == 1)
    #expect(every.images[2].parts.allSatisfy { $0.outcome == .cropped && $0.box != nil })
    #expect(
      every.images[2].parts.contains { part in
        cropped.images[2].parts.contains { $0.probabilities == part.probabilities }
      })
    // The same face in a picture that it fills: used whole, and its box is told.
    let box = try #require(every.images[0].parts.first?.box)
    let path = folder.file("photos/happy/0.jpg")
    var decoder = try ImageDecoder()
    let photograph = try decoder.decode(try Files.read(path, limit: 1 << 24)).image
    try Files.writeAtomically(
      try PNGEncoder.encode(try photograph.cropped(to: box)), to: folder.file("close.png"))
    let close = try PredictImages(
      model: folder.file("run"), images: [folder.file("close.png")], faces: .everyFace,
      detector: CropPhotographTests.model
    ).run(session: Fixtures.session())
    #expect(close.images[0].parts.map(\.outcome) == [.filled])
    #expect(close.images[0].parts.first?.box != nil && close.images[0].parts.first?.frame == nil)
    let whole = try Self.predict(folder, .nowhere, detector: nil)
    #expect(whole.images.allSatisfy { $0.parts.map(\.outcome) == [.whole] })
  }
}
