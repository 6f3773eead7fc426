internal import ArgumentParser
internal import Workbench

struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train the embedded CNN on shards; validation chooses the epoch that is kept.",
    discussion: """
      Writes best.safetensors, last.safetensors (everything needed to go on), history.csv, curves.svg and \
      run.json. The weights depend on shards, recipe and seed alone, not on threads or interruptions; Ctrl-C \
      saves what there is. docs/training.md explains every key of a recipe.

      Example:
        fer-data train shards --out runs/a
        fer-data train shards --recipe manifests/recipes/baseline.yaml --out runs/a --resume
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The folder of shards.")
  var shards: String

  @Option(name: .shortAndLong, help: "A recipe file (default: the built-in baseline).")
  var recipe: String?

  @Option(
    name: .long,
    help: "An augmentation policy file for online augmentation (default: the standard policy).")
  var augmentation: String?

  @Option(name: .shortAndLong, help: "The folder to write.")
  var out: String

  @Option(name: .long, help: "The seed of weights, order and augmentation.")
  var seed: UInt64 = 1

  @Flag(name: .long, help: "Go on from what was saved last in the folder.")
  var resume = false

  @Flag(
    name: .long,
    help: "Count where the time goes, by layer and pass; printed at the end, and profile.json.")
  var profile = false
  @Option(
    name: .long,
    help: "Also save after every so many steps of an epoch (default: after every epoch alone).")
  var saveEvery: Int?

  func validate() throws {
    if let saveEvery, saveEvery < 1 {
      throw ValidationError("--save-every takes a number of steps, from 1")
    }
  }

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try TrainNetwork(
        shards: shards, recipe: try TrainNetwork.recipe(file: recipe),
        augmentation: try PixelSettings.policy(file: augmentation), seed: seed, out: out,
        resumes: resume, saveEvery: saveEvery, profiles: profile
      ).run(session: session)
    }
  }
}
