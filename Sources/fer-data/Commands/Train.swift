internal import ArgumentParser
internal import Workbench

struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train the embedded CNN on shards; validation chooses the epoch that is kept.",
    discussion: """
      Writes best.safetensors, last.safetensors (everything needed to go on), history.csv, curves.svg and \
      run.json. The weights depend on shards, recipe and seed alone, not on threads or interruptions; Ctrl-C \
      saves what there is. docs/training.md explains every key of a recipe.

      With --folds K it is a K-fold cross-validation: the rows are dealt to K folds by class, groups (one \
      subject, one content, near duplicates) whole; K networks are trained, each in a folder of its own \
      (fold-1, …), and each fold is scored by the network that has not seen it. A part cut from the fold's \
      training rows chooses the epoch, never the fold itself. predictions.csv has every row's out-of-fold \
      probabilities, folds.json and report.md the scores. --resume goes on where it stopped.

      Example:
        fer-data train shards --out runs/a
        fer-data train shards --recipe manifests/recipes/baseline.yaml --out runs/a --resume
        fer-data train shards --folds 10 --out runs/cv
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

  @Option(
    name: .long,
    help: "Also save after every so many steps of an epoch (default: after every epoch alone).")
  var saveEvery: Int?

  @Flag(
    name: .long,
    help: "Count where the time goes, by layer and pass; printed at the end, and profile.json.")
  var profile = false

  @Option(name: .long, help: "The number of folds of a cross-validation (default: none).")
  var folds: Int?

  @Option(
    name: .long,
    help: "Whose rows are dealt to folds: train-val (the default) or all, the test split's too.")
  var foldsOver: String?

  @Option(
    name: .long,
    help:
      "The share of a fold's training rows that chooses the epoch; 0 keeps the last (default: 0.1)."
  )
  var foldsValidation: Double?

  func validate() throws {
    if folds == nil, foldsOver != nil || foldsValidation != nil {
      throw ValidationError("--folds-over and --folds-validation belong to --folds")
    }
    if folds != nil, profile {
      throw ValidationError("--profile looks at one training; leave --folds or --profile out")
    }
    if let saveEvery, saveEvery < 1 {
      throw ValidationError("--save-every takes a number of steps, from 1")
    }
  }

  func run() throws {
    if let folds {
      try global.perform { session throws(WorkbenchError) in
        try CrossValidate(
          shards: shards, recipe: try TrainNetwork.recipe(file: recipe),
          augmentation: try PixelSettings.policy(file: augmentation), seed: seed, out: out,
          folds: try FoldSettings(count: folds, scope: foldsOver, validation: foldsValidation),
          resumes: resume, saveEvery: saveEvery
        ).run(session: session)
      }
      return
    }
    try global.perform { session throws(WorkbenchError) in
      try TrainNetwork(
        shards: shards, recipe: try TrainNetwork.recipe(file: recipe),
        augmentation: try PixelSettings.policy(file: augmentation), seed: seed, out: out,
        resumes: resume, saveEvery: saveEvery, profiles: profile
      ).run(session: session)
    }
  }
}
