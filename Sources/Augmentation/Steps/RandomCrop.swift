public import Core
public import Imaging

/// Cuts out a part with a share of the sides, drawn evenly, at a place drawn evenly, and enlarges it to the
/// whole.
public struct RandomCrop: AugmentationStep {
  /// The part of one image.
  public struct Parameters: StepParameters {
    /// The part's sides, in 1/10000 of the image's.
    public let share: Int
    /// The free room left of the part, in 1/10000 of all free room.
    public let x: Int
    /// The free room above the part, in 1/10000 of all free room.
    public let y: Int

    /// A part in 1/10000.
    public init(share: Int, x: Int, y: Int) { (self.share, self.x, self.y) = (share, x, y) }

    /// The share of the sides, and the place in the free room.
    public static let fields = [
      ParameterField("share", per: 10000), ParameterField("x", per: 10000),
      ParameterField("y", per: 10000),
    ]
    /// The share and the place.
    public var numbers: SIMD4<Int> { [share, x, y, 0] }
    /// A share from 0.1 to 1, inside the image.
    public init?(numbers: SIMD4<Int>) {
      guard (1000...10000).contains(numbers.x), (0...10000).contains(numbers.y),
        (0...10000).contains(numbers.z)
      else { return nil }
      self.init(share: numbers.x, x: numbers.y, y: numbers.z)
    }
    /// The share and the place.
    public var caption: String {
      Decimal.text(share, per: 10000) + " at " + Decimal.text(x, per: 10000) + " "
        + Decimal.text(y, per: 10000)
    }
  }

  /// The word in a policy.
  public static let name = "random-crop"
  /// The word in a caption.
  public static let word = "crop"
  /// The version of its bytes.
  public static let version = 1

  /// The shares of the sides, in 1/10000.
  public let shares: DrawRange
  /// The chance that an image is cut.
  public let probability: Double
  /// How it is read between the pixels.
  public let interpolation: Interpolation

  /// Keys: `share` (the least one, 0.1…1, or two ends), `probability`, `interpolation`.
  public init(
    settings reader: inout SettingsReader, defaults: StepDefaults
  ) throws(SettingsError) {
    shares = try reader.range("share", 0.1...1, ends: 0.1...1, per: 10000, short: .below(10000))
    probability = try reader.probability(defaults)
    interpolation = try reader.interpolation(defaults.interpolation)
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    var members: [String: JSON] = [
      "share": shares.json(per: 10000, short: .below(10000)), "probability": .number(probability),
    ]
    if interpolation != .bilinear { members["interpolation"] = .string(interpolation.rawValue) }
    return members
  }

  /// Four draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let happens = luck.happens(probability)
    let share = shares.draw(using: &luck)
    let (x, y) = (luck.between(0, 10000), luck.between(0, 10000))
    return happens ? Parameters(share: share, x: x, y: y) : nil
  }

  /// The smallest part at the upper left and at the lower right.
  public var extremes: [Parameters] {
    [Parameters(share: shares.low, x: 0, y: 0), Parameters(share: shares.low, x: 10000, y: 10000)]
  }

  /// A warp that reads only inside, so that it composes with any border rule.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .affine(
      .crop(
        share: Double(parameters.share) / 10000, x: Double(parameters.x) / 10000,
        y: Double(parameters.y) / 10000, width: width, height: height), nil, interpolation)
  }
}
