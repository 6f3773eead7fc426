public import Core
public import Imaging

/// Raises every sample, as a share of white, to an exponent drawn evenly from 1 ± range; below 1 brightens.
public struct Gamma: AugmentationStep {
  /// The exponent of one image.
  public struct Parameters: StepParameters {
    /// The exponent in 1/1000.
    public let exponent: Int

    /// An exponent in 1/1000.
    public init(exponent: Int) { self.exponent = exponent }

    /// The exponent.
    public static let fields = [ParameterField("exponent", per: 1000)]
    /// The exponent.
    public var numbers: SIMD4<Int> { [exponent, 0, 0, 0] }
    /// An exponent from 0.1 to 10.
    public init?(numbers: SIMD4<Int>) {
      guard (100...10000).contains(numbers.x) else { return nil }
      exponent = numbers.x
    }
    /// The exponent.
    public var caption: String { Decimal.text(exponent, per: 1000) }
  }

  /// The word in a policy.
  public static let name = "gamma"
  /// The word in a caption.
  public static let word = "gamma"
  /// The version of its bytes.
  public static let version = 1

  /// The exponents, in 1/1000.
  public let exponents: DrawRange
  /// The chance that an image is changed.
  public let probability: Double

  /// Keys: `range` (0…0.9 about 1, or two exponents in 0.1…10), `probability`.
  public init(
    settings reader: inout SettingsReader, defaults: StepDefaults
  ) throws(SettingsError) {
    exponents = try reader.range("range", 0...0.9, ends: 0.1...10, per: 1000, short: .around(1000))
    probability = try reader.probability(defaults)
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    ["range": exponents.json(per: 1000, short: .around(1000)), "probability": .number(probability)]
  }

  /// Two draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let happens = luck.happens(probability)
    let exponent = exponents.draw(using: &luck, around: 1000)
    return happens ? Parameters(exponent: exponent) : nil
  }

  /// The least exponent and the greatest.
  public var extremes: [Parameters] {
    [Parameters(exponent: exponents.low), Parameters(exponent: exponents.high)]
  }

  /// A table of 256 values.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .gamma(parameters.exponent)
  }
}
