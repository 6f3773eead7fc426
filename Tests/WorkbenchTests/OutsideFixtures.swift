import Core
import TestSupport
import Workbench

/// Shards of drawn faces, a run on them, and tables of predictions made of its own.
enum OutsideFixtures {
  static let classes = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"]

  /// Shards in `s`; a run of one epoch in `run`, scored.
  @discardableResult
  static func run(
    _ folder: TemporaryFolder, _ name: String = "run", seed: UInt64 = 1
  ) throws -> String {
    if !Files.exists(folder.file("s")) {
      try Fixtures.importing(try Fixtures.archive(in: folder), into: folder.file("w"))
      try Fixtures.writeShards(folder.file("w"), folder.file("s"), size: 24)
      try Files.writeAtomically(
        text: "model: {architecture: linear}\nepochs: 1\n", to: folder.file("r.yaml"))
    }
    _ = try TrainNetwork(
      shards: folder.file("s"), recipe: try TrainNetwork.recipe(file: folder.file("r.yaml")),
      augmentation: try PixelSettings.standardPolicy(), seed: seed, out: folder.file(name),
      resumes: false
    ).run(session: Fixtures.session())
    _ = try EvaluateRun(run: folder.file(name), shards: nil, out: folder.file(name))
      .run(session: Fixtures.session())
    return folder.file(name)
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try Files.read(path, limit: 1 << 26), as: UTF8.self)
  }

  /// The lines of the run's predictions.csv after the header, as fields.
  static func lines(_ run: String) throws -> [[String]] {
    try text(Files.join(run, "predictions.csv")).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
  }

  /// Scores a table of this text.
  static func score(
    _ folder: TemporaryFolder, _ table: String, form: PredictionForm = .probabilities,
    out: String = "o", name: String = "t.csv"
  ) throws -> EvaluationSummary {
    try Files.writeAtomically(text: table, to: folder.file(name))
    return try EvaluatePredictions(
      file: folder.file(name), shards: folder.file("s"), form: form, out: folder.file(out)
    ).run(session: Fixtures.session())
  }
}
