internal import ArgumentParser
internal import Workbench

/// How images become tensors: the same options for preview and shards.
struct PixelOptions: ParsableArguments {
  @Option(
    name: .long, help: "A pipeline file (default: 48×48 gray, or what the options below say).")
  var pipeline: String?

  @Option(name: .long, help: "Width and height of the canonical image in pixels.")
  var size: Int?

  @Option(name: .long, help: "gray or rgb.")
  var color: String?

  @Option(name: .long, help: "none, median3 or median5.")
  var denoise: String?

  @Option(name: .long, help: "none or equalize.")
  var contrast: String?

  @Option(name: .long, help: "An augmentation policy file (default: the built-in standard policy).")
  var augmentation: String?

  /// The pipeline and the policy asked for.
  func settings() throws(WorkbenchError) -> PixelSettings {
    try PixelSettings(
      pipelineFile: pipeline, size: size, color: color, denoise: denoise, contrast: contrast,
      augmentationFile: augmentation)
  }
}
