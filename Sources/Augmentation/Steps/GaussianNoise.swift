public import Core
public import Imaging

/// Adds noise near to normal, of a standard deviation drawn evenly from 0 … deviation, to every sample.
public struct GaussianNoise: AugmentationStep {
  /// The noise of one image.
  public struct Parameters: StepParameters {
    /// The standard deviation in 1/100 gray level.
    public let deviation: Int
    /// What the noise grows from.
    public let seed: UInt32

    /// Noise of a deviation in 1/100 gray level from a seed.
    public init(deviation: Int, seed: UInt32) {
      self.deviation = deviation
      self.seed = seed
    }

    /// The deviation in gray levels, and the seed.
    public static let fields = [ParameterField("deviation", per: 100), ParameterField("seed")]
    /// The deviation and the seed.
    public var numbers: SIMD4<Int> { [deviation, Int(seed), 0, 0] }
    /// A deviation from 0 to 255, and any seed.
    public init?(numbers: SIMD4<Int>) {
      guard (0...25500).contains(numbers.x), let seed = UInt32(exactly: numbers.y) else {
        return nil
      }
      self.init(deviation: numbers.x, seed: seed)
    }
    /// The deviation in gray levels.
    public var caption: String { Decimal.text(deviation, per: 100) }
  }

  /// The word in a policy.
  public static let name = "gaussian-noise"
  /// The word in a caption.
  public static let word = "noise"
  /// The version of its bytes.
  public static let version = 1

  /// The standard deviations, in 1/100 gray level.
  public let deviations: DrawRange
  /// The chance that an image is changed.
  public let probability: Double

  /// Keys: `deviation` (the greatest one, 0…128 gray levels, or two ends), `probability`.
  public init(
    settings reader: inout SettingsReader, defaults: StepDefaults
  ) throws(SettingsError) {
    deviations = try reader.range("deviation", 0...128, ends: 0...128, per: 100, short: .upTo)
    probability = try reader.probability(defaults)
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    ["deviation": deviations.json(per: 100, short: .upTo), "probability": .number(probability)]
  }

  /// Three draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let happens = luck.happens(probability)
    let deviation = deviations.draw(using: &luck)
    let seed = luck.nextUInt32()
    return happens ? Parameters(deviation: deviation, seed: seed) : nil
  }

  /// The least deviation and the greatest, from seed 1.
  public var extremes: [Parameters] {
    [
      Parameters(deviation: deviations.low, seed: 1),
      Parameters(deviation: deviations.high, seed: 1),
    ]
  }

  /// A sum with noise.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .noise(deviation: parameters.deviation, seed: parameters.seed)
  }
}
