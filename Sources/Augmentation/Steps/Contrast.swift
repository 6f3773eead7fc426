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
    public static let fields = [ParameterField("factor", per: 10000)]
    /// The factor.
    public var numbers: SIMD4<Int> { [factor, 0, 0, 0] }
    /// A factor from 0 to 16.
    public init?(numbers: SIMD4<Int>) {
      guard (0...160_000).contains(numbers.x) else { return nil }
      factor = numbers.x
    }
    /// The factor.
    public var caption: String { "x " + Decimal.text(factor, per: 10000) }
  }

  /// The word in a policy.
  public static let name = "contrast"
  /// The word in a caption.
  public static let word = "contr"
  /// The version of its bytes.
  public static let version = 1

  /// The factors, in 1/10000.
  public let factors: DrawRange
  /// The chance that an image is changed.
  public let probability: Double

  /// Keys: `range` (0…1 about 1, or two factors in 0…16), `probability`.
  public init(
    settings reader: inout SettingsReader, defaults: StepDefaults
  ) throws(SettingsError) {
    factors = try reader.range("range", 0...1, ends: 0...16, per: 10000, short: .around(10000))
    probability = try reader.probability(defaults)
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    ["range": factors.json(per: 10000, short: .around(10000)), "probability": .number(probability)]
  }

  /// Two draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let happens = luck.happens(probability)
    let factor = factors.draw(using: &luck, around: 10000)
    return happens ? Parameters(factor: factor) : nil
  }

  /// The least factor and the greatest.
  public var extremes: [Parameters] {
    [Parameters(factor: factors.low), Parameters(factor: factors.high)]
  }

  /// A product about mid-gray.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .contrast((parameters.factor * 65536 + 5000) / 10000)
  }
}
