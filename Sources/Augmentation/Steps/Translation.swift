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
    public init(x: Int, y: Int) {
      self.x = x
      self.y = y
    }

    /// The move as shares of the sides.
    public var record: [String: JSON] {
      ["x": Decimal.json(x, per: 10000), "y": Decimal.json(y, per: 10000)]
    }

    /// A move from `x` and `y`, −1…1.
    public init?(record: [String: JSON]) {
      guard record.count == 2, let x = Decimal.whole(record["x"], per: 10000),
        let y = Decimal.whole(record["y"], per: 10000), abs(x) <= 10000, abs(y) <= 10000
      else { return nil }
      self.init(x: x, y: y)
    }
  }

  /// The word in a policy.
  public static let name = "translation"
  /// The version of its bytes.
  public static let version = 1

  /// The greatest move, in 1/10000 of a side.
  public let limit: Int
  /// The chance that an image is moved.
  public let probability: Double
  /// What is read outside the image.
  public let border: Border

  /// Keys: `range` (0…1, of the sides), `probability`, `border`.
  public init(settings reader: inout SettingsReader) throws(SettingsError) {
    limit = try reader.decimal("range", in: 0...1, per: 10000)
    probability = try reader.probability()
    border = try reader.border()
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    [
      "range": Decimal.json(limit, per: 10000), "probability": .number(probability),
      "border": .string(border.rawValue),
    ]
  }

  /// Three draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let happens = luck.happens(probability)
    let (x, y) = (luck.symmetric(limit), luck.symmetric(limit))
    return happens ? Parameters(x: x, y: y) : nil
  }

  /// A warp.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .affine(
      .translation(
        x: Double(parameters.x * width) / 10000, y: Double(parameters.y * height) / 10000), border)
  }
}
