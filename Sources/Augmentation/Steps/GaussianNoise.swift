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
    public var record: [String: JSON] {
      ["deviation": Decimal.json(deviation, per: 100), "seed": .integer(Int(seed))]
    }

    /// Noise from `deviation` (0…255) and `seed`.
    public init?(record: [String: JSON]) {
      guard record.count == 2, let deviation = Decimal.whole(record["deviation"], per: 100),
        (0...25500).contains(deviation), let number = record["seed"]?.intValue,
        let seed = UInt32(exactly: number)
      else { return nil }
      self.init(deviation: deviation, seed: seed)
    }
  }

  /// The word in a policy.
  public static let name = "gaussian-noise"
  /// The version of its bytes.
  public static let version = 1

  /// The greatest standard deviation, in 1/100 gray level.
  public let limit: Int
  /// The chance that an image is changed.
  public let probability: Double

  /// Keys: `deviation` (0…128, in gray levels), `probability`.
  public init(settings reader: inout SettingsReader) throws(SettingsError) {
    limit = try reader.decimal("deviation", in: 0...128, per: 100)
    probability = try reader.probability()
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    ["deviation": Decimal.json(limit, per: 100), "probability": .number(probability)]
  }

  /// Three draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let happens = luck.happens(probability)
    let (deviation, seed) = (luck.between(0, limit), luck.nextUInt32())
    return happens ? Parameters(deviation: deviation, seed: seed) : nil
  }

  /// A sum with noise.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .noise(deviation: parameters.deviation, seed: parameters.seed)
  }
}
