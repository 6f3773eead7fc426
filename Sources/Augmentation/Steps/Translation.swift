public import Core
public import Imaging

/// Moves the image by distances drawn evenly from −range … range of its width and of its height.
public struct Translation: AugmentationStep {
  /// The move of one image.
  public struct Parameters: StepParameters {
    /// To the right, in 1/10000 of the width.
    public let x: Int
    /// Down, in 1/10000 of the height.
    public let y: Int

    /// A move in 1/10000 of the sides.
    public init(x: Int, y: Int) { (self.x, self.y) = (x, y) }

    /// The move as shares of the sides.
    public static let fields = [ParameterField("x", per: 10000), ParameterField("y", per: 10000)]
    /// The two distances.
    public var numbers: SIMD4<Int> { [x, y, 0, 0] }
    /// A move by at most the sides.
    public init?(numbers: SIMD4<Int>) {
      let sides = -10000...10000
      guard sides.contains(numbers.x), sides.contains(numbers.y) else { return nil }
      self.init(x: numbers.x, y: numbers.y)
    }
    /// The shares to the right and down.
    public var caption: String {
      Decimal.text(x, per: 10000, signed: true) + " " + Decimal.text(y, per: 10000, signed: true)
    }
  }

  /// The word in a policy.
  public static let name = "translation"
  /// The word in a caption.
  public static let word = "move"
  /// The version of its bytes.
  public static let version = 1

  /// The distances, in 1/10000 of a side.
  public let distances: DrawRange
  /// Probability, border and interpolation.
  public let warp: WarpSettings

  /// Keys: `range` (0…1 of the sides, or two ends in −1…1), `probability`, `border`, `interpolation`.
  public init(
    settings reader: inout SettingsReader, defaults: StepDefaults
  ) throws(SettingsError) {
    distances = try reader.range("range", 0...1, ends: -1...1, per: 10000, short: .around(0))
    warp = try WarpSettings(&reader, defaults)
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    warp.json.merging(["range": distances.json(per: 10000, short: .around(0))]) { $1 }
  }

  /// Three draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let happens = luck.happens(warp.probability)
    let x = distances.draw(using: &luck, around: 0)
    let y = distances.draw(using: &luck, around: 0)
    return happens ? Parameters(x: x, y: y) : nil
  }

  /// The least distance along both sides, and the greatest.
  public var extremes: [Parameters] {
    [
      Parameters(x: distances.low, y: distances.low),
      Parameters(x: distances.high, y: distances.high),
    ]
  }

  /// A warp.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    warp.operation(
      .translation(
        x: Double(parameters.x * width) / 10000, y: Double(parameters.y * height) / 10000))
  }
}
