public import Core
public import Imaging

/// Mirrors the image left to right.
public struct HorizontalFlip: AugmentationStep {
  /// Nothing: a flip has no degree.
  public struct Parameters: StepParameters {
    /// The parameters of every flip.
    public init() {}

    /// Empty.
    public var record: [String: JSON] { [:] }

    /// The parameters of an empty record.
    public init?(record: [String: JSON]) {
      guard record.isEmpty else { return nil }
    }
  }

  /// The word in a policy.
  public static let name = "horizontal-flip"
  /// The version of its bytes.
  public static let version = 1

  /// The chance that an image is mirrored.
  public let probability: Double

  /// Keys: `probability`.
  public init(settings reader: inout SettingsReader) throws(SettingsError) {
    probability = try reader.probability()
  }

  /// The settings, complete.
  public var settings: [String: JSON] { ["probability": .number(probability)] }

  /// One draw.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    luck.happens(probability) ? Parameters() : nil
  }

  /// The mirror, which moves samples and changes none.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .affine(.mirror, nil)
  }
}
