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

  @Option(
    name: .long,
    help: "none, median3, median5, gaussian, bilateral, non-local-means or auto (if noisy).")
  var denoise: String?

  @Option(name: .long, help: "none, equalize, clahe, percentile or gamma.")
  var contrast: String?

  @Option(name: .long, help: "none or unsharp.")
  var sharpen: String?

  @Option(name: .long, help: "automatic, area, bilinear or lanczos3.")
  var resize: String?

  @Option(name: .long, help: "What becomes of another shape: stretch, letterbox or crop.")
  var fit: String?

  @Option(name: .long, help: "none, or image: one mean and deviation for every image.")
  var standardize: String?

  @Option(name: .long, help: "An augmentation policy file (default: the built-in standard policy).")
  var augmentation: String?

  /// The pipeline and the policy asked for.
  func settings() throws(WorkbenchError) -> PixelSettings {
    try PixelSettings(
      pipelineFile: pipeline, size: size, color: color, denoise: denoise, contrast: contrast,
      sharpen: sharpen, resize: resize, fit: fit, standardize: standardize,
      augmentationFile: augmentation)
  }
}
