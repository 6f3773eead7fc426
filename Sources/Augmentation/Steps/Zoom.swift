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
    public static let fields = [ParameterField("factor", per: 10000)]
    /// The factor.
    public var numbers: SIMD4<Int> { [factor, 0, 0, 0] }
    /// A factor from 0.1 to 10.
    public init?(numbers: SIMD4<Int>) {
      guard (1000...100_000).contains(numbers.x) else { return nil }
      factor = numbers.x
    }
    /// The factor.
    public var caption: String { "x " + Decimal.text(factor, per: 10000) }
  }

  /// The word in a policy.
  public static let name = "zoom"
  /// The word in a caption.
  public static let word = "zoom"
  /// The version of its bytes.
  public static let version = 1

  /// The factors, in 1/10000.
  public let factors: DrawRange
  /// Probability, border and interpolation.
  public let warp: WarpSettings

  /// Keys: `range` (0…0.9 about 1, or two factors in 0.1…10), `probability`, `border`, `interpolation`.
  public init(
    settings reader: inout SettingsReader, defaults: StepDefaults
  ) throws(SettingsError) {
    factors = try reader.range("range", 0...0.9, ends: 0.1...10, per: 10000, short: .around(10000))
    warp = try WarpSettings(&reader, defaults)
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    warp.json.merging(["range": factors.json(per: 10000, short: .around(10000))]) { $1 }
  }

  /// Two draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let happens = luck.happens(warp.probability)
    let factor = factors.draw(using: &luck, around: 10000)
    return happens ? Parameters(factor: factor) : nil
  }

  /// The least factor and the greatest.
  public var extremes: [Parameters] {
    [Parameters(factor: factors.low), Parameters(factor: factors.high)]
  }

  /// A warp.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    warp.operation(.zoom(Double(parameters.factor) / 10000))
  }
}
