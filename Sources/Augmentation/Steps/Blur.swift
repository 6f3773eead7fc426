public import Core
public import Imaging

/// Blurs the image by a Gaussian mean of a standard deviation drawn evenly from 0 … sigma.
public struct Blur: AugmentationStep {
  /// The blur of one image.
  public struct Parameters: StepParameters {
    /// The standard deviation in 1/100 pixel.
    public let sigma: Int

    /// A standard deviation in 1/100 pixel.
    public init(sigma: Int) { self.sigma = sigma }

    /// The standard deviation in pixels.
    public static let fields = [ParameterField("sigma", per: 100)]
    /// The standard deviation.
    public var numbers: SIMD4<Int> { [sigma, 0, 0, 0] }
    /// A standard deviation from 0 to 10 pixels.
    public init?(numbers: SIMD4<Int>) {
      guard (0...1000).contains(numbers.x) else { return nil }
      sigma = numbers.x
    }
    /// The standard deviation in pixels.
    public var caption: String { Decimal.text(sigma, per: 100) + " px" }
  }

  /// The word in a policy.
  public static let name = "blur"
  /// The word in a caption.
  public static let word = "blur"
  /// The version of its bytes.
  public static let version = 1

  /// The standard deviations, in 1/100 pixel.
  public let sigmas: DrawRange
  /// The chance that an image is blurred.
  public let probability: Double

  /// Keys: `sigma` (the greatest one, 0…10 pixels, or two ends), `probability`.
  public init(
    settings reader: inout SettingsReader, defaults: StepDefaults
  ) throws(SettingsError) {
    sigmas = try reader.range("sigma", 0...10, ends: 0...10, per: 100, short: .upTo)
    probability = try reader.probability(defaults)
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    ["sigma": sigmas.json(per: 100, short: .upTo), "probability": .number(probability)]
  }

  /// Two draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let happens = luck.happens(probability)
    let sigma = sigmas.draw(using: &luck)
    return happens ? Parameters(sigma: sigma) : nil
  }

  /// The least deviation and the greatest.
  public var extremes: [Parameters] {
    [Parameters(sigma: sigmas.low), Parameters(sigma: sigmas.high)]
  }

  /// A Gaussian mean.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .blur(parameters.sigma)
  }
}
