internal import ArgumentParser
internal import Workbench

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put evaluated runs side by side: a leaderboard and paired tests.",
    discussion: """
      Takes folders of evaluated runs, and those that evaluate --predictions wrote. The order follows the \
      validation split, the figures are those of test. Each pair is tested by McNemar's test with Holm's \
      correction, and the differences have paired intervals. Where the test sets differ, the samples that all \
      models have are compared, matched by sample key. With --out: compare.html, compare.md, compare.csv and \
      compare.json. docs/comparing.md says more.

      Example:
        fer-data compare runs/a runs/b
        fer-data compare runs/a runs/b runs/resnet --metric macro_f1 --out comparison
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The folders of evaluated runs, two or more.")
  var folders: [String]

  @Option(name: .long, help: "The figure that sorts, by its name in report.json.")
  var metric = "accuracy"

  @Option(name: .long, help: "The split whose figure sorts (default: val).")
  var by: String?

  @Option(name: .long, help: "The split whose figures are shown and tested.")
  var split = "test"

  @Option(name: .long, help: "The folder of the shards, for groups (default: what run.json names).")
  var shards: String?

  @Option(name: .shortAndLong, help: "The folder to write.")
  var out: String?

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try CompareModels(
        folders, metric: metric, by: by, shown: split, shards: shards, out: out
      ).run(session: session)
    }
  }
}
