public import Core
public import Imaging

/// Multiplies every sample's distance from mid-gray (128) by a factor drawn evenly from 1 ± range.
public struct Contrast: AugmentationStep {
  /// The factor of one image.
  public struct Parameters: StepParameters {
    /// The factor in 1/10000.
    public let factor: Int

    /// A factor in 1/10000.
    public init(factor: Int) { self.factor = factor }

    /// The factor.
    public var record: [String: JSON] { ["factor": Decimal.json(factor, per: 10000)] }

    /// A factor from `factor`, 0…16.
    public init?(record: [String: JSON]) {
      guard record.count == 1, let factor = Decimal.whole(record["factor"], per: 10000),
        (0...160_000).contains(factor)
      else { return nil }
      self.factor = factor
    }
  }

  /// The word in a policy.
  public static let name = "contrast"
  /// The version of its bytes.
  public static let version = 1

  /// The greatest distance of the factor from 1, in 1/10000.
  public let limit: Int
  /// The chance that an image is changed.
  public let probability: Double

  /// Keys: `range` (0…1), `probability`.
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
    let (happens, change) = (luck.happens(probability), luck.symmetric(limit))
    return happens ? Parameters(factor: 10000 + change) : nil
  }

  /// A product about mid-gray.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .contrast((parameters.factor * 65536 + 5000) / 10000)
  }
}
