internal import ArgumentParser
internal import Workbench

struct SplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Assign every sample to train, val or test: leak-closed, stratified, stable.",
    discussion: """
      Samples of one subject, of identical content and near duplicates share a split. An official split is kept \
      when the source has one, and what leaks across it is counted; --ignore-official draws a new one. The \
      split depends on the samples and the seed alone, not on the order of import.

      --out writes the certificate: what the split promises, the closest pairs that are left on two sides, and the \
      digests of the files beside it. --folds deals the same samples to folds, as 'fer-data train --folds' does with the \
      same seed, and certifies these, too.

      Example:
        fer-data split
        fer-data split --repair drop --repair-from train,val --out split
        fer-data split --folds 10 --folds-over all --out split
        fer-data split --ignore-official --train 0.7 --val 0.15 --test 0.15 --seed 2
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  @Option(name: .long, help: "The share of samples for training.")
  var train = 0.8

  @Option(name: .long, help: "The share of samples for validation.")
  var val = 0.1

  @Option(name: .long, help: "The share of samples for the test.")
  var test = 0.1

  @Option(name: .long, help: "The seed of the draw.")
  var seed: UInt64 = 1

  @Flag(name: .long, help: "Draw a new split even where the source has an official one.")
  var ignoreOfficial = false

  @Flag(name: .long, help: "Keep the workspace's present split and deal out only new samples.")
  var extend = false

  @Option(
    name: .long,
    help: "How near duplicates are looked for: automatic, exhaustive, hashes or none.")
  var nearDuplicates = "automatic"

  @Option(name: .long, help: "The least correlation of a near duplicate (default: 0.95).")
  var nearThreshold: Double?

  @Flag(name: .long, help: "Look for near duplicates that are turned by quarters, too.")
  var turns = false

  @Option(
    name: .long, help: "What becomes of leaks of an official split: none, move or drop.")
  var repair: String?

  @Option(
    name: .long,
    help:
      "With --repair: the splits that give leaked samples up, such as train,val (default: train).")
  var repairFrom: String?

  @Option(name: .long, help: "Deal the samples to so many folds, too, and certify them.")
  var folds: Int?

  @Option(
    name: .long, help: "With --folds: whose samples are dealt, train-val (the default) or all.")
  var foldsOver: String?

  @Option(
    name: .shortAndLong,
    help: "The folder for certificate.json, the lists and the sheet of the closest pairs.")
  var out: String?

  func validate() throws {
    if folds == nil, foldsOver != nil { throw ValidationError("--folds-over belongs to --folds") }
  }

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try SplitSamples(
        settings: SplitSettings(
          train: train, val: val, test: test, seed: seed, ignoreOfficial: ignoreOfficial,
          near: NearFlags.settings(
            method: nearDuplicates, threshold: nearThreshold, turns: turns),
          repair: SplitRepair(kind: repair, from: repairFrom)),
        extendsPrevious: extend,
        folds: folds.map { count throws(WorkbenchError) in
          try FoldSettings(count: count, scope: foldsOver, validation: nil)
        }, out: out
      ).run(workspace: workspace.workspace, session: session)
    }
  }
}
