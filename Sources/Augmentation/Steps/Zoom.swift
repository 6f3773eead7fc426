public import Core
public import Imaging

/// Enlarges or shrinks the image about its centre by a factor drawn evenly from 1 ± range.
public struct Zoom: AugmentationStep {
  /// The factor of one image.
  public struct Parameters: StepParameters {
    /// The factor in 1/10000; above 10000 enlarges.
    public let factor: Int

    /// A factor in 1/10000.
    public init(factor: Int) { self.factor = factor }

    /// The factor.
    public var record: [String: JSON] { ["factor": Decimal.json(factor, per: 10000)] }

    /// A factor from `factor`, 0.1…10.
    public init?(record: [String: JSON]) {
      guard record.count == 1, let factor = Decimal.whole(record["factor"], per: 10000),
        (1000...100_000).contains(factor)
      else { return nil }
      self.factor = factor
    }
  }

  /// The word in a policy.
  public static let name = "zoom"
  /// The version of its bytes.
  public static let version = 1

  /// The greatest distance of the factor from 1, in 1/10000.
  public let limit: Int
  /// The chance that an image is changed.
  public let probability: Double
  /// What is read outside the image.
  public let border: Border

  /// Keys: `range` (0…0.9), `probability`, `border`.
  public init(settings reader: inout SettingsReader) throws(SettingsError) {
    limit = try reader.decimal("range", in: 0...0.9, per: 10000)
    probability = try reader.probability()
    border = try reader.border()
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    [
      "range": Decimal.json(limit, per: 10000), "probability": .number(probability),
      "border": .string(border.rawValue),
    ]
  }

  /// Two draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let (happens, change) = (luck.happens(probability), luck.symmetric(limit))
    return happens ? Parameters(factor: 10000 + change) : nil
  }

  /// A warp.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .affine(.zoom(Double(parameters.factor) / 10000), border)
  }
}
