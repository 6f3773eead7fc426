import Core
import Imaging
import Synchronization
import TestSupport
import Testing
import Workbench

@Suite("Prediction")
struct PredictTests {
  private static let recipe = """
    model:
      blocks:
        - convolution: {channels: 8, kernel: 3}
        - batch-normalization
        - activation: relu
        - max-pool: 2
        - global-pool
        - linear
    epochs: 1
    test-time-flip: true
    """

  /// A run on the drawn sample with a pipeline that does something, and its files in `photos`.
  static func trained(_ folder: TemporaryFolder, images: String = "u8") throws {
    let source = try Fixtures.archive(in: folder, perClass: 10)
    try Fixtures.importing(source, into: folder.file("w"))
    _ = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: folder.file("w"), session: Fixtures.session())
    let pixels = try PixelSettings(
      pipelineFile: nil, size: 20, color: nil, denoise: "median3", contrast: "clahe",
      standardize: "image", augmentationFile: nil)
    let settings = try ShardSettings(
      pixels: pixels, balance: "none", balanceTo: nil, classWeights: "none", stackWeights: false,
      images: images, shardMebibytes: 1, seed: 1)
    _ = try WriteShards(settings: settings, out: folder.file("shards"), replaces: false)
      .run(workspace: folder.file("w"), session: Fixtures.session())
    try Files.writeAtomically(text: recipe, to: folder.file("r.yaml"))
    _ = try TrainNetwork(
      shards: folder.file("shards"), recipe: try TrainNetwork.recipe(file: folder.file("r.yaml")),
      augmentation: try PixelSettings.standardPolicy(), seed: 1, out: folder.file("run"),
      resumes: false
    ).run(session: Fixtures.session())
  }

  static func predict(
    _ folder: TemporaryFolder, _ images: [String], threads: Int = 2, lines: [String] = []
  ) throws -> PredictionSummary {
    let rest = Mutex(lines[...])
    return try PredictImages(model: folder.file("run"), images: images)
      .run(session: Fixtures.session(threads: threads)) { rest.withLock { $0.popFirst() } }
  }

  /// The probabilities of `predictions.csv` by content id.
  private static func scored(_ path: String) throws -> [String: [Substring]] {
    let text = String(decoding: try Files.read(path, limit: 1 << 24), as: UTF8.self)
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    return Dictionary(rows.map { (String($0[2]), Array($0[5...])) }) { first, _ in first }
  }

  @Test(
    "an image gets the probabilities bit for bit that its row was scored with",
    arguments: ["u8", "f16", "f32"])
  func asScored(images: String) throws {
    let folder = try TemporaryFolder()
    try Self.trained(folder, images: images)
    _ = try EvaluateRun(run: folder.file("run"), shards: nil, out: folder.file("o"))
      .run(session: Fixtures.session())
    let scored = try Self.scored(folder.file("o/predictions.csv"))
    let summary = try Self.predict(folder, [folder.file("sample.tar")])
    #expect(summary.images.count == 70 && summary.failures == 0)
    for image in summary.images {
      let id = try #require(image.contentID)
      let row = try #require(scored[id.digest.hex])
      let own = try #require(image.parts.first).probabilities
      #expect(own.map(\.description) == row.map(String.init))
    }
  }

  @Test(
    "a prediction depends on the image alone: not on threads, order, company or the way it came")
  func alone() throws {
    let folder = try TemporaryFolder()
    try Self.trained(folder)
    let whole = try Self.predict(folder, [folder.file("sample.tar")])
    #expect(
      try Self.predict(folder, [folder.file("sample.tar")], threads: 3).json == whole.json)
    try Files.createDirectories(folder.file("photos"))
    var paths: [String] = []
    for (number, bytes) in try Self.members(folder.file("sample.tar")).enumerated() {
      paths.append(folder.file("photos/\(number).png"))
      try Files.writeAtomically(bytes, to: paths[number])
    }
    let expected = Dictionary(
      whole.images.map { ($0.contentID, $0.parts.map(\.probabilities)) }
    ) { first, _ in first }
    let ways = [
      try Self.predict(folder, [folder.file("photos")]),
      try Self.predict(folder, ["-"], lines: paths.reversed() + [""]),
      try Self.predict(folder, [paths[3]]),
    ]
    #expect(ways.map(\.images.count) == [70, 70, 1])
    for way in ways {
      for image in way.images {
        #expect(expected[image.contentID] == image.parts.map(\.probabilities))
      }
    }
    #expect(ways[1].images.map(\.name) == paths.reversed())
  }

  @Test("a file that cannot be read costs only itself, and no image at all is an error")
  func broken() throws {
    let folder = try TemporaryFolder()
    try Self.trained(folder)
    try Files.createDirectories(folder.file("d"))
    try Files.writeAtomically(try Fixtures.png(1), to: folder.file("d/a.png"))
    try Files.writeAtomically(
      Array(try Fixtures.png(2).dropLast(30)), to: folder.file("d/b.png"))
    try Files.writeAtomically(text: "notes", to: folder.file("d/notes.txt"))
    let names = [folder.file("d"), folder.file("gone.png"), folder.file("d/notes.txt")]
    let summary = try Self.predict(folder, names)
    #expect(
      summary.images.map(\.name) == ["a.png", "b.png"].map { folder.file("d/\($0)") } + names[1...])
    #expect(summary.images.map { $0.failure == nil } == [true, false, false, false])
    #expect(summary.failures == 3 && summary.passedOver == 1)
    #expect(summary.images[3].failure?.contains("not an image") == true)
    try Files.createDirectories(folder.file("e"))
    try Files.writeAtomically(text: "notes", to: folder.file("e/notes.txt"))
    let error = #expect(throws: WorkbenchError.self) {
      try Self.predict(folder, [folder.file("e")])
    }
    #expect(error?.description.hasPrefix("no image was found in \(folder.file("e"))") == true)
  }

  @Test("a folder without a run says so")
  func noRun() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: WorkbenchError.self) {
      try Self.predict(folder, [folder.path])
    }
    #expect(error?.description.contains("train one first") == true)
  }

  private static func members(_ tar: String) throws -> [[UInt8]] {
    // Members of a plain tar, by its own size fields.
    let bytes = try Files.read(tar, limit: 1 << 26)
    var (place, found): (Int, [[UInt8]]) = (0, [])
    while place + 512 <= bytes.count, bytes[place] != 0 {
      let digits = bytes[place + 124..<place + 135].filter { (48...55).contains($0) }
      let size = digits.reduce(0) { $0 * 8 + Int($1 - 48) }
      let isFile = bytes[place + 156] == UInt8(ascii: "0")
      if isFile { found.append(Array(bytes[place + 512..<place + 512 + size])) }
      place += 512 + (size + 511) / 512 * 512
    }
    return found.filter { $0.starts(with: [0x89, 0x50]) }
  }
}
