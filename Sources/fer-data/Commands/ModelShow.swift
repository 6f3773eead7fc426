internal import ArgumentParser
internal import Workbench

struct ModelShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a network layer by layer: shapes, parameters, FLOPs.",
    discussion: """
      A multiply-add counts as two FLOPs; activations, normalization and pooling are not counted, as is usual. \
      A layer that cannot take its input is an error that names it and both shapes. docs/networks.md describes \
      every block and architecture.

      Example:
        fer-data model show manifests/recipes/baseline.yaml
        fer-data model show mini-xception --height 64 --width 64
        fer-data model show recipe.yaml --shards shards --json
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: """
      A recipe file, or an architecture: vgg-small, vgg8, vgg13, resnet-small, resnet18, mini-xception, linear, mlp.
      """)
  var model: String

  @Option(name: .long, help: "Channels of an image (default: 1).")
  var channels: Int?

  @Option(name: .long, help: "Rows of an image (default: 48).")
  var height: Int?

  @Option(name: .long, help: "Columns of an image (default: 48).")
  var width: Int?

  @Option(name: .long, help: "Classes (default: 7).")
  var classes: Int?

  @Option(name: .long, help: "Take images and classes from the shards in this folder.")
  var shards: String?

  func validate() throws {
    let given = [
      ("channels", channels, 1...256), ("height", height, 1...4096), ("width", width, 1...4096),
      ("classes", classes, 2...4096),
    ]
    for (flag, value, range) in given {
      guard let value else { continue }
      if shards != nil {
        throw ValidationError("--shards already says what --\(flag) does; leave one of them out")
      }
      if !range.contains(value) {
        throw ValidationError(
          "--\(flag) must be between \(range.lowerBound) and \(range.upperBound), not \(value)")
      }
    }
  }

  func run() throws {
    let input: ShowModel.Input =
      shards.map { .shards(folder: $0) }
      ?? .images(
        channels: channels ?? 1, height: height ?? 48, width: width ?? 48, classes: classes ?? 7)
    try global.perform { _ throws(WorkbenchError) in try ShowModel(model, input: input).run() }
  }
}
