internal import Core
public import Imaging

/// What the geometric steps have in common: probability, border rule and interpolation.
public struct WarpSettings: Hashable, Sendable {
  /// The chance that an image is changed.
  public let probability: Double
  /// What is read outside the image.
  public let border: Border
  /// How it is read between the pixels.
  public let interpolation: Interpolation

  init(_ reader: inout SettingsReader, _ defaults: StepDefaults) throws(SettingsError) {
    probability = try reader.probability(defaults)
    border = try reader.border(defaults.border)
    interpolation = try reader.interpolation(defaults.interpolation)
  }

  /// The settings, complete; bilinear is what no word means.
  var json: [String: JSON] {
    var members: [String: JSON] = ["probability": .number(probability), "border": border.json]
    if interpolation != .bilinear { members["interpolation"] = .string(interpolation.rawValue) }
    return members
  }

  func operation(_ map: AffineMap) -> PixelOperation { .affine(map, border, interpolation) }
}
