import Core
import Synchronization
import TestSupport
import Workbench

/// Small searches on drawn faces.
enum TuneFixtures {
  /// A quick base: a hidden layer, three epochs.
  static let base = """
    recipe:
      model: {architecture: mlp, width: 4}
      optimizer: {name: adamw, learning-rate: 0.003}
      epochs: 3
      batch: 16
      slice: 4
      augment: false
    """

  /// Shards of drawn faces in `folder`/s.
  static func shards(_ folder: TemporaryFolder, size: Int = 16) throws -> String {
    let source = try Fixtures.archive(in: folder, perClass: 8)
    try Fixtures.importing(source, into: folder.file("w"))
    try Fixtures.writeShards(folder.file("w"), folder.file("s"), size: size)
    return folder.file("s")
  }

  /// A space file of the base and more lines.
  static func space(
    _ folder: TemporaryFolder, _ more: String, base: String = base, name: String = "space.yaml"
  ) throws -> String {
    try Files.writeAtomically(text: "\(base)\n\(more)\n", to: folder.file(name))
    return folder.file(name)
  }

  @discardableResult
  static func tune(
    _ shards: String, _ space: String, _ out: String, seed: UInt64 = 1, trials: Int? = nil,
    session: Session = Fixtures.session()
  ) throws -> TuneSummary {
    try TuneRecipe(
      shards: shards, space: try TuneSpace(path: space), seed: seed, trials: trials, out: out
    ).run(session: session)
  }

  /// What may differ between equal searches.
  static let mayDiffer: Set<String> = ["run.json"]
}

/// A session that counts progress, and asks to stop after so many steps.
final class CountingSession: Sendable {
  private let steps = Atomic<Int>(0)
  private let limit: Int

  init(stoppingAfter limit: Int = .max) { self.limit = limit }

  var count: Int { steps.load(ordering: .relaxed) }

  var session: Session {
    Session(
      pool: WorkerPool(threads: 2),
      report: { _ in self.steps.wrappingAdd(1, ordering: .relaxed) },
      isCancelled: { self.count >= self.limit })
  }
}
