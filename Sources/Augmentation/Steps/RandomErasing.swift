public import Core
public import Imaging

/// Fills a box with one value: its area drawn from a range, its shape from 1:2 to 2:1, its place anywhere
/// inside (Zhong et al., 2020).
public struct RandomErasing: AugmentationStep {
  /// The box of one image, in 1/10000 of the sides.
  public struct Parameters: StepParameters {
    /// The left edge.
    public let x: Int
    /// The upper edge.
    public let y: Int
    /// The width.
    public let width: Int
    /// The height.
    public let height: Int

    /// A box in 1/10000 of the sides.
    public init(x: Int, y: Int, width: Int, height: Int) {
      (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    /// The box as shares of the sides.
    public static let fields = [
      ParameterField("x", per: 10000), ParameterField("y", per: 10000),
      ParameterField("width", per: 10000), ParameterField("height", per: 10000),
    ]
    /// The box.
    public var numbers: SIMD4<Int> { [x, y, width, height] }
    /// A box of at most the image's sides.
    public init?(numbers: SIMD4<Int>) {
      guard all(numbers .>= 0), all(numbers .<= 10000) else { return nil }
      self.init(x: numbers.x, y: numbers.y, width: numbers.z, height: numbers.w)
    }
    /// The sides.
    public var caption: String {
      Decimal.text(width, per: 10000) + " x " + Decimal.text(height, per: 10000)
    }
  }

  /// The word in a policy.
  public static let name = "random-erasing"
  /// The word in a caption.
  public static let word = "erase"
  /// The version of its bytes.
  public static let version = 1

  /// The least area, in 1/10000 of the image.
  public let smallest: Int
  /// The greatest area, in 1/10000 of the image.
  public let largest: Int
  /// The chance that an image is changed.
  public let probability: Double

  /// What the box is filled with.
  public let value: UInt8

  /// Keys: `smallest` and `largest` (0…0.5 of the image's area; 0.02 and 0.2 unless said), `value` (0…255;
  /// 128 unless said), `probability`.
  public init(
    settings reader: inout SettingsReader, defaults: StepDefaults
  ) throws(SettingsError) {
    func share(_ node: SettingsNode?, _ usual: Double) throws(SettingsError) -> Int {
      Int(((try node?.double(in: 0...0.5) ?? usual) * 10000).rounded())
    }
    smallest = try share(reader.optional("smallest"), 0.02)
    largest = try share(reader.optional("largest"), 0.2)
    value = UInt8(try reader.optional("value")?.int(in: 0...255) ?? 128)
    probability = try reader.probability(defaults)
    guard smallest <= largest else {
      throw reader.node.fail("'smallest' is above 'largest'; exchange them")
    }
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    [
      "smallest": Decimal.json(smallest, per: 10000), "largest": Decimal.json(largest, per: 10000),
      "value": .integer(Int(value)), "probability": .number(probability),
    ]
  }

  /// Five draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let happens = luck.happens(probability)
    let area = luck.between(smallest, largest)
    let shape = Double(luck.unit()) * 2 - 1
    let (atX, atY) = (Double(luck.unit()), Double(luck.unit()))
    return happens ? Self.box(area: area, shape: shape, atX: atX, atY: atY) : nil
  }

  /// A box of an area in 1/10000 of the image, 2^shape times as wide as it is high, at shares of the
  /// free room.
  private static func box(area: Int, shape: Double, atX: Double, atY: Double) -> Parameters {
    let share = Double(area) / 10000
    let ratio = Elementary.exp(shape * Elementary.log(2))
    let width = min(1, (share * ratio).squareRoot())
    let height = min(1, (share / ratio).squareRoot())
    func parts(_ share: Double) -> Int { Int((share * 10000).rounded(.down)) }
    return Parameters(
      x: parts(atX * (1 - width)), y: parts(atY * (1 - height)), width: parts(width),
      height: parts(height))
  }

  /// The smallest box and the largest, in the middle.
  public var extremes: [Parameters] {
    [smallest, largest].map { Self.box(area: $0, shape: 0, atX: 0.5, atY: 0.5) }
  }

  /// A filled box.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .erase(
      x: parameters.x, y: parameters.y, width: parameters.width, height: parameters.height,
      value: value)
  }
}
