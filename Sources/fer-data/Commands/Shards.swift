internal import ArgumentParser
internal import Workbench

struct Shards: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write train, val and test tensor shards (safetensors), with an index and checksums.",
    discussion: """
      Oversampling adds augmented copies to the training split only, never plain repeats. A folder that \
      already holds shards is replaced only with --replace.

      Example:
        fer-data shards --out shards
        fer-data shards --out shards --size 48 --balance oversample --augmentation policy.yaml
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var pixels: PixelOptions
  @OptionGroup var global: GlobalOptions

  @Option(name: .shortAndLong, help: "The folder to write.")
  var out: String

  @Option(name: .long, help: "How to balance the training split: none or oversample.")
  var balance = "none"

  @Option(name: .long, help: "What to oversample to: largest (the default), median, or a number.")
  var balanceTo: String?

  @Option(name: .long, help: "Row weights by class: none, inverse-frequency or effective-number.")
  var classWeights = "none"

  @Flag(name: .long, help: "Allow class weights on top of balancing.")
  var stackWeights = false

  @Option(name: .long, help: "The type of the pixels: u8, f16 or f32.")
  var images = "u8"

  @Option(name: .long, help: "The aimed size of a shard in MiB.")
  var shardSize = 64

  @Option(name: .long, help: "The seed of row order and augmentation.")
  var seed: UInt64 = 1

  @Flag(name: .long, help: "Replace the shards that are in the folder.")
  var replace = false

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      let settings = try ShardSettings(
        pixels: try pixels.settings(), balance: balance, balanceTo: balanceTo,
        classWeights: classWeights, stackWeights: stackWeights, images: images,
        shardMebibytes: shardSize, seed: seed)
      return try WriteShards(settings: settings, out: out, replaces: replace)
        .run(workspace: workspace.workspace, session: session)
    }
  }
}
