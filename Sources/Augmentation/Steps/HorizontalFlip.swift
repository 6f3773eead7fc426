public import Core
public import Imaging

/// Mirrors the image left to right.
public struct HorizontalFlip: AugmentationStep {
  /// Nothing: a flip has no degree.
  public struct Parameters: StepParameters {
    /// The parameters of every flip.
    public init() {}

    /// None.
    public static let fields: [ParameterField] = []
    /// Zeros.
    public var numbers: SIMD4<Int> { .zero }
    /// The parameters of every flip.
    public init?(numbers: SIMD4<Int>) {}
    /// Empty.
    public var caption: String { "" }
  }

  /// The word in a policy.
  public static let name = "horizontal-flip"
  /// The word in a caption.
  public static let word = "flip"
  /// The version of its bytes.
  public static let version = 1

  /// The chance that an image is mirrored.
  public let probability: Double

  /// Keys: `probability`.
  public init(
    settings reader: inout SettingsReader, defaults: StepDefaults
  ) throws(SettingsError) {
    probability = try reader.probability(defaults)
  }

  /// The settings, complete.
  public var settings: [String: JSON] { ["probability": .number(probability)] }

  /// One draw.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    luck.happens(probability) ? Parameters() : nil
  }

  /// The mirror.
  public var extremes: [Parameters] { [Parameters()] }

  /// The mirror, which moves samples and changes none.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .affine(.mirror, nil)
  }
}
