public import Core
public import Imaging

/// Turns the image about its centre by an angle drawn evenly from −degrees … degrees.
public struct Rotation: AugmentationStep {
  /// The angle of one image.
  public struct Parameters: StepParameters {
    /// Counter-clockwise, in 1/1000 degree.
    public let thousandths: Int

    /// An angle in 1/1000 degree.
    public init(thousandths: Int) { self.thousandths = thousandths }

    /// The angle in degrees.
    public var record: [String: JSON] { ["degrees": Decimal.json(thousandths, per: 1000)] }

    /// An angle from `degrees`.
    public init?(record: [String: JSON]) {
      guard record.count == 1, let angle = Decimal.whole(record["degrees"], per: 1000) else {
        return nil
      }
      thousandths = angle
    }
  }

  /// The word in a policy.
  public static let name = "rotation"
  /// The version of its bytes.
  public static let version = 1

  /// The greatest angle, in 1/1000 degree.
  public let limit: Int
  /// The chance that an image is turned.
  public let probability: Double
  /// What is read outside the image.
  public let border: Border

  /// Keys: `degrees` (0…180), `probability`, `border`.
  public init(settings reader: inout SettingsReader) throws(SettingsError) {
    limit = try reader.decimal("degrees", in: 0...180, per: 1000)
    probability = try reader.probability()
    border = try reader.border()
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    [
      "degrees": Decimal.json(limit, per: 1000), "probability": .number(probability),
      "border": .string(border.rawValue),
    ]
  }

  /// Two draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let (happens, angle) = (luck.happens(probability), luck.symmetric(limit))
    return happens ? Parameters(thousandths: angle) : nil
  }

  /// A warp.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .affine(.rotation(degrees: Double(parameters.thousandths) / 1000), border)
  }
}
