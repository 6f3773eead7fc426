public import Core
public import Imaging

/// Adds one number, drawn evenly from −range … range of white, to every sample, saturating.
public struct Brightness: AugmentationStep {
  /// The change of one image.
  public struct Parameters: StepParameters {
    /// What is added, in gray levels.
    public let levels: Int

    /// A change in gray levels.
    public init(levels: Int) { self.levels = levels }

    /// The change in gray levels.
    public static let fields = [ParameterField("levels")]
    /// The change.
    public var numbers: SIMD4<Int> { [levels, 0, 0, 0] }
    /// A change by −255…255.
    public init?(numbers: SIMD4<Int>) {
      guard (-255...255).contains(numbers.x) else { return nil }
      levels = numbers.x
    }
    /// The change in gray levels.
    public var caption: String { Decimal.text(levels, per: 1, signed: true) }
  }

  /// The word in a policy.
  public static let name = "brightness"
  /// The word in a caption.
  public static let word = "bright"
  /// The version of its bytes.
  public static let version = 1

  /// The changes, in 1/10000 of white.
  public let changes: DrawRange
  /// The chance that an image is changed.
  public let probability: Double

  /// Keys: `range` (0…1 of white, or two ends in −1…1), `probability`.
  public init(
    settings reader: inout SettingsReader, defaults: StepDefaults
  ) throws(SettingsError) {
    changes = try reader.range("range", 0...1, ends: -1...1, per: 10000, short: .around(0))
    probability = try reader.probability(defaults)
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    ["range": changes.json(per: 10000, short: .around(0)), "probability": .number(probability)]
  }

  /// The changes in gray levels, to the nearest.
  private var levels: DrawRange {
    func levels(_ share: Int) -> Int {
      share < 0 ? -((-share * 255 + 5000) / 10000) : (share * 255 + 5000) / 10000
    }
    return DrawRange(low: levels(changes.low), high: levels(changes.high))
  }

  /// Two draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let happens = luck.happens(probability)
    let levels = levels.draw(using: &luck, around: 0)
    return happens ? Parameters(levels: levels) : nil
  }

  /// The least change and the greatest.
  public var extremes: [Parameters] {
    [Parameters(levels: levels.low), Parameters(levels: levels.high)]
  }

  /// A saturating sum.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .shift(parameters.levels)
  }
}
