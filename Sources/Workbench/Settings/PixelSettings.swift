public import Augmentation
internal import Core
public import Imaging

/// How images become canonical and how they are augmented: the same for preview, shards and training.
public struct PixelSettings: Hashable, Sendable {
  /// From a decoded image to the canonical one.
  public let pipeline: Pipeline
  /// From the canonical image to its augmented copies.
  public let policy: AugmentationPolicy

  /// A pipeline and a policy.
  public init(pipeline: Pipeline, policy: AugmentationPolicy) {
    (self.pipeline, self.policy) = (pipeline, policy)
  }

  /// The settings of a manifest; what is missing is the standard.
  init(pipeline: SettingsNode?, augmentation: SettingsNode?) throws(WorkbenchError) {
    self.pipeline = try lifting { () throws(SettingsError) in
      try pipeline.map { node throws(SettingsError) in try Pipeline(settings: node) } ?? .standard
    }
    guard let augmentation else {
      policy = try PixelSettings.standardPolicy()
      return
    }
    policy = try lifting { () throws(SettingsError) in
      try AugmentationPolicy(settings: augmentation)
    }
  }

  /// What the flags say, on top of the files they name, on top of the standard.
  public init(
    pipelineFile: String?, size: Int?, color: String?, denoise: String?, contrast: String?,
    sharpen: String? = nil, resize: String? = nil, fit: String? = nil, standardize: String? = nil,
    augmentationFile: String?
  ) throws(WorkbenchError) {
    var base = Pipeline.standard
    if let pipelineFile {
      let node = try SettingsFile.read(pipelineFile)
      base = try lifting { () throws(SettingsError) in try Pipeline(settings: node) }
    }
    var settings = base.settings.objectValue ?? [:]
    if let size { settings["size"] = .integer(size) }
    let words = [
      "color": color, "denoise": denoise, "contrast": contrast, "sharpen": sharpen,
      "resize": resize, "fit": fit, "standardize": standardize,
    ]
    for (key, word) in words { if let word { settings[key] = .string(word) } }
    let node = SettingsNode(json: .object(settings), file: "the pipeline options")
    do { pipeline = try Pipeline(settings: node) } catch { throw .usage(error.description) }
    policy = try PixelSettings.policy(file: augmentationFile)
  }

  /// The policy of a file, or the standard one.
  public static func policy(file: String?) throws(WorkbenchError) -> AugmentationPolicy {
    guard let file else { return try standardPolicy() }
    let node = try SettingsFile.read(file)
    return try lifting { () throws(SettingsError) in try AugmentationPolicy(settings: node) }
  }

  /// The standard policy, the same as `manifests/augmentation/standard.yaml`.
  public static func standardPolicy() throws(WorkbenchError) -> AugmentationPolicy {
    let node = SettingsNode(json: standardPolicySettings, file: "the standard augmentation")
    return try lifting { () throws(SettingsError) in try AugmentationPolicy(settings: node) }
  }

  private static let standardPolicySettings: JSON = [
    "name": "standard",
    "steps": [
      ["step": "horizontal-flip", "probability": 0.5],
      ["step": "rotation", "degrees": 15, "probability": 0.8],
      ["step": "translation", "range": 0.06, "probability": 0.8],
      ["step": "brightness", "range": 0.15, "probability": 0.5],
    ],
  ]
}
