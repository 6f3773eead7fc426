internal import ArgumentParser
internal import Workbench

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check shards or a training run, name what is damaged, or say why two runs differ.",
    discussion: """
      A folder of shards: every digest and every row. A run that train wrote, or a report of another model's \
      predictions: that its files have the digests of run.sha256 and report.sha256 and agree with one another, \
      that every figure of the report follows from predictions.csv, and its shards and their source archives. \
      Says in one line whether the report stands; an input that is not there is listed as not checked. With --against: whether two \
      runs are equal, or the first thing in which they differ: shards, recipe, augmentation, seed, kernels, \
      program; where all these are equal, the tensor and element.

      Example:
        fer-data verify shards
        fer-data verify runs/a
        fer-data verify runs/a --source fer2013.tar
        fer-data verify runs/a --against runs/b
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The folder of shards, or of a training run.")
  var folder: String

  @Option(name: .long, help: "Another run to compare the run with.")
  var against: String?

  @Option(name: .long, help: "The folder of the run's shards (default: the one it was trained on).")
  var shards: String?

  @Option(
    name: .long,
    help:
      "An archive the shards were made from (default: one of its name beside the run or the shards)."
  )
  var source: [String] = []

  func run() throws {
    if let against {
      try global.perform { session throws(WorkbenchError) in
        try CompareRuns(folder, against).run(session: session)
      }
    } else if VerifyRun.isRun(folder) || VerifyRun.isReport(folder) {
      try global.perform { session throws(WorkbenchError) in
        try VerifyRun(folder: folder, shards: shards, sources: source).run(session: session)
      }
    } else if VerifyFolds.isCrossValidation(folder) {
      try global.perform { session throws(WorkbenchError) in
        try VerifyFolds(folder: folder, shards: shards).run(session: session)
      }
    } else {
      try global.perform { session throws(WorkbenchError) in
        try VerifyShards(folder: folder).run(session: session)
      }
    }
  }
}
