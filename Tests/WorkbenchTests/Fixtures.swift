import Archives
import Core
import Imaging
import TestSupport
import Workbench

/// Small datasets that the tests draw themselves.
enum Fixtures {
  /// A session without progress, on some threads.
  static func session(threads: Int = 2) -> Session { Session(pool: WorkerPool(threads: threads)) }

  /// A drawn archive, `perClass` images of each class.
  static func archive(
    in folder: TemporaryFolder, name: String = "sample.tar", perClass: Int = 12,
    subjects: Int? = 6, seed: UInt64 = 1, plants: Bool = false, taxonomy: String = "fer7"
  ) throws -> String {
    let path = folder.file(name)
    _ = try DrawDataset(
      out: path, perClass: perClass, size: 24, subjects: subjects, taxonomy: taxonomy,
      seed: seed, format: "png", color: "gray", plants: plants
    ).run(session: session())
    return path
  }

  /// An archive of these members.
  static func archive(
    in folder: TemporaryFolder, name: String, members: [(path: String, bytes: [UInt8])]
  ) throws -> String {
    let path = folder.file(name)
    var writer = try ArchiveWriter(path: path)
    for member in members { try writer.add(path: member.path, bytes: member.bytes) }
    try writer.finish()
    return path
  }

  /// A small PNG whose pixels follow from a number: different numbers, different pictures.
  static func png(_ number: Int) throws -> [UInt8] {
    let pixels = (0..<144).map { UInt8(truncatingIfNeeded: $0 &* (number &+ 7) &+ number &* 31) }
    return try PNGEncoder.encode(try Image(width: 12, height: 12, channels: 1, pixels: pixels))
  }

  /// Imports an archive into a workspace of its own.
  @discardableResult
  static func importing(
    _ source: String, into workspace: String, name: String? = nil, taxonomy: String? = nil,
    renames: [String: String] = [:], threads: Int = 2
  ) throws -> ImportSummary {
    var options = ImportOptions()
    (options.name, options.taxonomy, options.map) = (name, taxonomy, renames)
    options.limits.pixels = 1_000_000
    return try importing([source], into: workspace, options, threads: threads)
  }

  /// Imports with options.
  @discardableResult
  static func importing(
    _ sources: [String], into workspace: String, _ options: ImportOptions, threads: Int = 2
  ) throws -> ImportSummary {
    try ImportSource(sources, options: options).run(
      workspace: workspace, session: session(threads: threads))
  }

  /// The settings of a small pipeline without augmentation files.
  static func pixels() throws -> PixelSettings {
    try PixelSettings(
      pipelineFile: nil, size: 24, color: nil, denoise: nil, contrast: nil,
      augmentationFile: nil)
  }

  /// Shard settings for tests.
  static func shardSettings(
    balance: String = "none", images: String = "u8", seed: UInt64 = 1
  ) throws -> ShardSettings {
    try ShardSettings(
      pixels: try pixels(), balance: balance, balanceTo: nil, classWeights: "none",
      stackWeights: false, images: images, shardMebibytes: 1, seed: seed)
  }

  /// Splits a workspace and writes its shards at a size.
  @discardableResult
  static func writeShards(
    _ workspace: String, _ out: String, size: Int
  ) throws -> ShardsSummary {
    _ = try SplitSamples(settings: try splitSettings())
      .run(workspace: workspace, session: session())
    let pixels = try PixelSettings(
      pipelineFile: nil, size: size, color: nil, denoise: nil, contrast: nil,
      augmentationFile: nil)
    let settings = try ShardSettings(
      pixels: pixels, balance: "none", balanceTo: nil, classWeights: "none",
      stackWeights: false, images: "u8", shardMebibytes: 1, seed: 1)
    return try WriteShards(settings: settings, out: out, replaces: true).run(
      workspace: workspace, session: session())
  }

  /// A split with standard shares; small drawn pictures are alike, so near duplicates are looked for only
  /// where a test is about them.
  static func splitSettings(
    seed: UInt64 = 1, ignoreOfficial: Bool = false, near: String = "none",
    repair: SplitRepair = .none
  ) throws -> SplitSettings {
    try SplitSettings(
      train: 0.6, val: 0.2, test: 0.2, seed: seed, ignoreOfficial: ignoreOfficial,
      near: NearFlags.settings(method: near, threshold: nil, turns: false), repair: repair)
  }

  /// Every file below a folder with its SHA-256, but for those that may differ between equal runs.
  static func digests(
    below folder: String, except names: Set<String> = []
  ) throws -> [String: String] {
    var found: [String: String] = [:]
    func visit(_ path: String, _ prefix: String) throws {
      for name in try Files.list(path) where !names.contains(name) {
        let inner = Files.join(path, name)
        if Files.isDirectory(inner) {
          try visit(inner, prefix + name + "/")
        } else {
          found[prefix + name] = try Digest.sha256(of: Files.read(inner, limit: 1 << 30)).hex
        }
      }
    }
    try visit(folder, "")
    return found
  }
}
