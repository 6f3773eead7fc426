internal import ArgumentParser
internal import Workbench

struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score a trained run: report.json, report.md, report.html and predictions.csv.",
    discussion: """
      Example:
        fer-data evaluate runs/a
        fer-data evaluate runs/a --shards shards --out runs/a/report
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The folder that train wrote.")
  var folder: String

  @Option(name: .long, help: "The folder of shards (default: the one the run was trained on).")
  var shards: String?

  @Option(name: .shortAndLong, help: "The folder to write (default: the run's own).")
  var out: String?

  @Flag(name: .long, help: "Leave the dataset's pictures out of report.html.")
  var noPictures = false

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try EvaluateRun(
        run: folder, shards: shards, out: out ?? folder,
        command: "fer-data evaluate RUN" + (noPictures ? " --no-pictures" : ""),
        hasPictures: !noPictures
      ).run(session: session)
    }
  }
}
