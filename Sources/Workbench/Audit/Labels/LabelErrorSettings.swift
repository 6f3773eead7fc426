internal import Augmentation
internal import Core
public import Curation
internal import Imaging
public import NeuralNetworks
internal import Sampling

/// How label errors are looked for.
public struct LabelErrorSettings: Hashable, Sendable {
  /// The number of folds.
  public let folds: Int
  /// What the networks are.
  public let recipe: Recipe
  /// From decoded images to those that the networks see, and how they are augmented in training.
  public let pixels: PixelSettings
  /// The seed of folds and networks.
  public let seed: UInt64
  /// A file of out-of-fold probabilities to use instead of training.
  public let predictions: String?
  /// Where ambiguity begins.
  public let thresholds: LabelQueues.Thresholds

  /// The number of folds where nothing else is said.
  public static let standardFolds = 5

  /// What the flags say.
  ///
  /// - Parameters:
  ///   - recipe: a recipe file; nil for the built-in probe.
  ///   - predictions: the `predictions.csv` of a cross-validation (`train --folds`).
  public init(
    folds: Int = standardFolds, recipe: String? = nil, pixels: PixelSettings? = nil,
    seed: UInt64 = 1, predictions: String? = nil,
    thresholds: LabelQueues.Thresholds = LabelQueues.Thresholds()
  ) throws(WorkbenchError) {
    guard GroupedFolds.counts.contains(folds) else {
      throw .usage(
        "--folds must be between \(GroupedFolds.counts.lowerBound) and "
          + "\(GroupedFolds.counts.upperBound), not \(folds)")
    }
    if predictions != nil, recipe != nil {
      throw .usage("--predictions takes the place of training, so that --recipe has no use")
    }
    let node: SettingsNode
    if let recipe {
      node = try SettingsFile.read(recipe)
    } else {
      node = try SettingsFile.parse(ProbeRecipe.text, file: "the probe recipe")
    }
    self.recipe = try lifting { () throws(SettingsError) in try Recipe(settings: node) }
    if let pixels {
      self.pixels = pixels
    } else {
      self.pixels = PixelSettings(
        pipeline: .standard, policy: try PixelSettings.standardPolicy())
    }
    (self.folds, self.seed, self.predictions) = (folds, seed, predictions)
    self.thresholds = thresholds
  }
}
