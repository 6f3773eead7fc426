public import Core
public import Imaging

/// Adds one number, drawn evenly from −range … range of white, to every sample, saturating.
public struct Brightness: AugmentationStep {
  /// The change of one image.
  public struct Parameters: StepParameters {
    /// What is added, in gray levels.
    public let levels: Int

    /// A change in gray levels.
    public init(levels: Int) { self.levels = levels }

    /// The change in gray levels.
    public var record: [String: JSON] { ["levels": .integer(levels)] }

    /// A change from `levels`, −255…255.
    public init?(record: [String: JSON]) {
      guard record.count == 1, let levels = record["levels"]?.intValue,
        (-255...255).contains(levels)
      else {
        return nil
      }
      self.levels = levels
    }
  }

  /// The word in a policy.
  public static let name = "brightness"
  /// The version of its bytes.
  public static let version = 1

  /// The greatest change, in 1/10000 of white.
  public let limit: Int
  /// The chance that an image is changed.
  public let probability: Double

  /// Keys: `range` (0…1, of white), `probability`.
  public init(settings reader: inout SettingsReader) throws(SettingsError) {
    limit = try reader.decimal("range", in: 0...1, per: 10000)
    probability = try reader.probability()
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    ["range": Decimal.json(limit, per: 10000), "probability": .number(probability)]
  }

  /// Two draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let (happens, levels) = (
      luck.happens(probability), luck.symmetric((limit * 255 + 5000) / 10000)
    )
    return happens ? Parameters(levels: levels) : nil
  }

  /// A saturating sum.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .shift(parameters.levels)
  }
}
