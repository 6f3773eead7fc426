internal import ArgumentParser
internal import Workbench

struct Shards: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write train, val and test tensor shards (safetensors), with an index and checksums.",
    discussion: """
      Balancing evens out the classes of the training split, and of that alone. Its plan is printed before \
      anything is written, and stored in index.json; --dry-run prints the plan and writes nothing. \
      A folder that already holds shards is replaced only with --replace.

        none         the originals as they are
        oversample   classes below the target (largest, the default, median, or a number of rows) get
                     augmented copies, never plain repeats
        undersample  classes above the target (smallest, the default, median, or a number of rows) lose
                     originals, by a keyed draw
        target       both: every class gets the number of rows (or largest, median, smallest)
        weights      rows weigh more in the loss the rarer their class is (--weights-by, --beta)
        sampler      training draws rows with replacement, every class as often as any other

      Example:
        fer-data shards --out shards
        fer-data shards --out shards --balance oversample --balance-to median --dry-run
        fer-data shards --out shards --balance target --balance-to 3000 --augmentation policy.yaml
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var pixels: PixelOptions
  @OptionGroup var global: GlobalOptions

  @Option(name: .shortAndLong, help: "The folder to write; needed unless --dry-run.")
  var out: String?

  @Option(
    name: .long,
    help:
      "How to balance the training split: none, oversample, undersample, target, weights, sampler.")
  var balance = "none"

  @Option(
    name: .long,
    help: "What classes are brought to: largest, median, smallest, or a number of rows.")
  var balanceTo: String?

  @Option(
    name: .long,
    help: "For --balance weights: inverse-frequency (the default) or effective-number.")
  var weightsBy: String?

  @Option(
    name: .long, help: "For --weights-by effective-number: beta, 0.999 where it is not given.")
  var beta: Double?

  @Option(
    name: .long, help: "For --balance sampler: rows an epoch (default: as many as there are).")
  var samplerLength: Int?

  @Option(
    name: .long,
    help: "Row weights beside the balancing: none, inverse-frequency or effective-number.")
  var classWeights = "none"

  @Flag(name: .long, help: "Allow class weights on top of balancing.")
  var stackWeights = false

  @Option(name: .long, help: "The type of the pixels: u8, f16 or f32.")
  var images = "u8"

  @Option(name: .long, help: "The aimed size of a shard in MiB.")
  var shardSize = 64

  @Option(name: .long, help: "The seed of row order and augmentation.")
  var seed: UInt64 = 1

  @Option(
    name: .long,
    help: "The snapshot that the dataset must be in the state of; its name is recorded.")
  var snapshot: String?

  @Flag(name: .long, help: "Replace the shards that are in the folder.")
  var replace = false

  @Flag(name: .long, help: "Print the plan and write nothing.")
  var dryRun = false

  func validate() throws {
    if out == nil, !dryRun { throw ValidationError("Missing expected argument '--out <out>'") }
  }

  func run() throws {
    if dryRun {
      try global.perform { session throws(WorkbenchError) in
        try writing().plan(workspace: workspace.workspace, session: session)
      }
    } else {
      try global.perform { session throws(WorkbenchError) in
        try writing().run(workspace: workspace.workspace, session: session)
      }
    }
  }

  private func writing() throws(WorkbenchError) -> WriteShards {
    let settings = try ShardSettings(
      pixels: try pixels.settings(), balance: balance, balanceTo: balanceTo, weightsBy: weightsBy,
      beta: beta, samplerLength: samplerLength, classWeights: classWeights,
      stackWeights: stackWeights, images: images, shardMebibytes: shardSize, seed: seed)
    return WriteShards(
      settings: settings, out: out ?? "", replaces: replace, snapshot: snapshot)
  }
}
