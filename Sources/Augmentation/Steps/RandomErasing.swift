public import Core
public import Imaging

/// Fills a box with mid-gray: its area drawn from a range, its shape from 1:2 to 2:1, its place anywhere
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
    public var record: [String: JSON] {
      [
        "x": Decimal.json(x, per: 10000), "y": Decimal.json(y, per: 10000),
        "width": Decimal.json(width, per: 10000), "height": Decimal.json(height, per: 10000),
      ]
    }

    /// A box from shares of the sides, inside the image.
    public init?(record: [String: JSON]) {
      let numbers = ["x", "y", "width", "height"].compactMap {
        Decimal.whole(record[$0], per: 10000)
      }
      guard record.count == 4, numbers.count == 4, numbers.allSatisfy({ (0...10000).contains($0) })
      else { return nil }
      self.init(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
    }
  }

  /// The word in a policy.
  public static let name = "random-erasing"
  /// The version of its bytes.
  public static let version = 1
  private static let filling: UInt8 = 128

  /// The least area, in 1/10000 of the image.
  public let smallest: Int
  /// The greatest area, in 1/10000 of the image.
  public let largest: Int
  /// The chance that an image is changed.
  public let probability: Double

  /// Keys: `smallest` and `largest` (0…0.5, of the image's area; 0.02 and 0.2 unless said), `probability`.
  public init(settings reader: inout SettingsReader) throws(SettingsError) {
    func share(_ node: SettingsNode?, _ usual: Double) throws(SettingsError) -> Int {
      Int(((try node?.double(in: 0...0.5) ?? usual) * 10000).rounded())
    }
    smallest = try share(reader.optional("smallest"), 0.02)
    largest = try share(reader.optional("largest"), 0.2)
    probability = try reader.probability()
    guard smallest <= largest else {
      throw reader.node.fail("'smallest' is above 'largest'; exchange them")
    }
  }

  /// The settings, complete.
  public var settings: [String: JSON] {
    [
      "smallest": Decimal.json(smallest, per: 10000), "largest": Decimal.json(largest, per: 10000),
      "probability": .number(probability),
    ]
  }

  /// Five draws.
  public func drawParameters(using luck: inout Luck) -> Parameters? {
    let happens = luck.happens(probability)
    let area = Double(luck.between(smallest, largest)) / 10000
    let ratio = Elementary.exp((Double(luck.unit()) * 2 - 1) * Elementary.log(2))
    let (atX, atY) = (Double(luck.unit()), Double(luck.unit()))
    let width = min(1, (area * ratio).squareRoot())
    let height = min(1, (area / ratio).squareRoot())
    func parts(_ share: Double) -> Int { Int((share * 10000).rounded(.down)) }
    let box = Parameters(
      x: parts(atX * (1 - width)), y: parts(atY * (1 - height)), width: parts(width),
      height: parts(height))
    return happens ? box : nil
  }

  /// A filled box.
  public func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation {
    .erase(
      x: parameters.x, y: parameters.y, width: parameters.width, height: parameters.height,
      value: Self.filling)
  }
}
