internal import Augmentation
internal import Core
internal import NeuralNetworks

/// One recipe of a search.
struct TuneTrial: Sendable {
  /// From 1.
  let number: Int
  /// The value of each parameter.
  let values: [TuneValue]
  /// The recipe as it can be written to a file.
  let recipeNode: SettingsNode
  /// The augmentation policy as it can be written to a file; nil for the standard one.
  let augmentationNode: SettingsNode?
  let recipe: Recipe
  let augmentation: AugmentationPolicy
  /// The earlier trial that is the same recipe: draws from short lists repeat.
  var repeats: Int?

  init(
    number: Int, values: [TuneValue], recipeNode: SettingsNode, augmentationNode: SettingsNode?,
    recipe: Recipe, augmentation: AugmentationPolicy?
  ) throws(SettingsError) {
    (self.number, self.values) = (number, values)
    (self.recipeNode, self.augmentationNode) = (recipeNode, augmentationNode)
    self.recipe = recipe
    if let augmentation {
      self.augmentation = augmentation
    } else {
      do { self.augmentation = try PixelSettings.standardPolicy() } catch {
        throw recipeNode.fail(error.description)
      }
    }
  }

  /// The name of its folder: "007".
  var folderName: String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }

  /// Equal for two trials that would train the same network.
  var digest: Digest {
    let policy = recipe.augment ? augmentation.json : .null
    let json: JSON = ["augmentation": policy, "recipe": recipe.json]
    return Digest.sha256(of: json.text())
  }
}
