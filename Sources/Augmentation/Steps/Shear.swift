public import Core
public import Imaging

/// Slants the image about its centre: rows move sideways by a share of their distance from the middle, and
/// columns up and down, both shares drawn evenly from −range … range.
public struct Shear: AugmentationStep {
  /// The slant of one image.
  public struct Parameters: StepParameters {
    /// How far a row moves to the right, in 1/10000 of its distance below the middle.
    public let x: Int
    /// How far a column moves down, in 1/10000 of its distance right of the middle.
    public let y: Int

    /// Shares in 1/10000.
    public init(x: Int, y: Int) { (self.x, self.y) = (x, y) }

    /// The two shares.
    public static let fields = [ParameterField("x", per: 10000), ParameterField("y", per: 10000)]
    /// The two shares.
    public var numbers: SIMD4<Int> { [x, y, 0, 0] }
    /// Shares from −0.5 to 0.5.
    public init?(numbers: SIMD4<Int>) {
      let shares = -5000...5000
      guard shares.contains(numbers.x), shares.contains(numbers.y) else { return nil }
      self.init(x: numbers.x, y: numbers.y)
    }
    /// The two shares.
    public var caption: String {
      Decimal.text(x, per: 10000, signed: true) + " " + Decimal.text(y, per: 10000, signed: true)
    }
  }

  /// The word in a policy.
  public static let name = "shear"
  /// The word in a caption.
  public static let word = "shear"
  /// The version of its bytes.
  public static let version = 1

  /// The shares, in 1/10000.
  public let shares: DrawRange
  /// Probability, border and interpolation.
  public let warp: WarpSettings

  /// Keys: `range` (0…0.5, or two ends in −0.5…0.5), `probability`, `border`, `interpolation`.
  public init(
    settings reader: inout SettingsReader, defaults: StepDefaults
  ) throws(SettingsError) {
    shares = try reader.range("range", 0...0.5, ends: -0.5...0.5, per: 10000, short: .around(0))
    warp = try WarpSettings(&reader, defaults)
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    warp.json.merging(["range": shares.json(per: 10000, short: .around(0))]) { $1 }
  }

  /// Three draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let happens = luck.happens(warp.probability)
    let x = shares.draw(using: &luck, around: 0)
    let y = shares.draw(using: &luck, around: 0)
    return happens ? Parameters(x: x, y: y) : nil
  }

  /// Both shares least, and both greatest.
  public var extremes: [Parameters] {
    [Parameters(x: shares.low, y: shares.low), Parameters(x: shares.high, y: shares.high)]
  }

  /// A warp.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    warp.operation(
      .shear(
        horizontal: Double(parameters.x) / 10000, vertical: Double(parameters.y) / 10000))
  }
}
