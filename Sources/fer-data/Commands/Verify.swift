internal import ArgumentParser
internal import Workbench

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check shards or a training run, name what is damaged, or say why two runs differ.",
    discussion: """
      A folder of shards: every digest and every row. A run that train wrote: that its files have the digests \
      of run.sha256 and report.sha256 and agree with one another, and its shards. With --against: whether two \
      runs are equal, or the first thing in which they differ: shards, recipe, augmentation, seed, kernels, \
      program; where all these are equal, the tensor and element.

      Example:
        fer-data verify shards
        fer-data verify runs/a
        fer-data verify runs/a --against runs/b
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The folder of shards, or of a training run.")
  var folder: String

  @Option(name: .long, help: "Another run to compare the run with.")
  var against: String?

  @Option(name: .long, help: "The folder of the run's shards (default: the one it was trained on).")
  var shards: String?

  func run() throws {
    if let against {
      try global.perform { session throws(WorkbenchError) in
        try CompareRuns(folder, against).run(session: session)
      }
    } else if VerifyRun.isRun(folder) {
      try global.perform { session throws(WorkbenchError) in
        try VerifyRun(folder: folder, shards: shards).run(session: session)
      }
    } else {
      try global.perform { session throws(WorkbenchError) in
        try VerifyShards(folder: folder).run(session: session)
      }
    }
  }
}
