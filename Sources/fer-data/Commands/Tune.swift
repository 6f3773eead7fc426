internal import ArgumentParser
internal import Workbench

struct Tune: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Search learning rate, batch size, architecture or any recipe key; validation decides.",
    discussion: """
      Trains one recipe after another on all threads and compares them on the validation split; the test split \
      is never opened. Writes trials.csv, tune.json, best-recipe.yaml, report.md and report.html with charts, \
      and keeps the best trial's weights in trials/NNN. The same shards, space and seed give the same bytes. \
      A search that was stopped or killed goes on when the same command is run again; finished trials are not \
      trained again. docs/tuning.md says what a space file may hold.

      Example:
        fer-data tune shards --space manifests/tuning/quick.yaml --out tunes/a
        fer-data tune shards --space manifests/tuning/quick.yaml --out tunes/a --trials 40
        fer-data train shards --recipe tunes/a/best-recipe.yaml --out runs/best
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The folder of shards.")
  var shards: String

  @Option(name: .long, help: "The space file (YAML): what is varied, how, and how often.")
  var space: String

  @Option(name: .shortAndLong, help: "The folder to write; a search that is there already goes on.")
  var out: String

  @Option(name: .long, help: "The seed of the draws, and of every trial's training.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "The number of trials (default: the space file's).")
  var trials: Int?

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try TuneRecipe(
        shards: shards, space: try TuneSpace(path: space), seed: seed, trials: trials, out: out
      ).run(session: session)
    }
  }
}
