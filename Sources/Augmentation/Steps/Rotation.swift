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
    public static let fields = [ParameterField("degrees", per: 1000)]
    /// The angle.
    public var numbers: SIMD4<Int> { [thousandths, 0, 0, 0] }
    /// Any angle.
    public init?(numbers: SIMD4<Int>) { thousandths = numbers.x }
    /// The angle in degrees.
    public var caption: String { Decimal.text(thousandths, per: 1000, signed: true) + " deg" }
  }

  /// The word in a policy.
  public static let name = "rotation"
  /// The word in a caption.
  public static let word = "rot"
  /// The version of its bytes.
  public static let version = 1

  /// The angles, in 1/1000 degree.
  public let angles: DrawRange
  /// Probability, border and interpolation.
  public let warp: WarpSettings

  /// Keys: `degrees` (0…180, or two ends in −180…180), `probability`, `border`, `interpolation`.
  public init(
    settings reader: inout SettingsReader, defaults: StepDefaults
  ) throws(SettingsError) {
    angles = try reader.range(
      "degrees", 0...180, ends: -180...180, per: 1000, short: .around(0))
    warp = try WarpSettings(&reader, defaults)
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    warp.json.merging(["degrees": angles.json(per: 1000, short: .around(0))]) { $1 }
  }

  /// Two draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let happens = luck.happens(warp.probability)
    let angle = angles.draw(using: &luck, around: 0)
    return happens ? Parameters(thousandths: angle) : nil
  }

  /// The least angle and the greatest.
  public var extremes: [Parameters] {
    [Parameters(thousandths: angles.low), Parameters(thousandths: angles.high)]
  }

  /// A warp.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    warp.operation(.rotation(degrees: Double(parameters.thousandths) / 1000))
  }
}
