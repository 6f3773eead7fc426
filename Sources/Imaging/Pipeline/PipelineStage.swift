public import Core

/// An image after one step of a pipeline.
public struct PipelineStage: Hashable, Sendable {
  /// What the step did: "gray", "rgb", "denoised", "contrast", "sharpened", "resized" or "standardized".
  public let name: String
  /// Its parameters and figures in a few ASCII characters, such as "bilateral 5 25 2, noise 9.1 to 4".
  public let detail: String
  /// The image after it.
  public let image: Image
}

/// A canonical image, with what was measured on the way to it.
public struct CanonicalResult: Hashable, Sendable {
  /// The canonical image.
  public let image: Image
  /// The figures by name; empty where nothing was measured.
  ///
  /// With a denoiser: `noise` (before), `denoised` (whether it ran) and then `noise_after`, in gray levels to
  /// 1/100. With a sharpening by rule: `sharpness` and `sharpened`.
  public let record: [String: JSON]
}
