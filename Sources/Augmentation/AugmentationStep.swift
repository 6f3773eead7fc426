public import Core
public import Imaging

/// One step of an augmentation.
///
/// Chance is confined to `drawParameters`, which draws the same number of values whatever the image and
/// the outcome. What the parameters do is an operation, which is pure.
public protocol AugmentationStep: Hashable, Sendable {
  /// What a step does to one image, drawn by chance.
  associatedtype Parameters: StepParameters

  /// The word for the step in a policy and a trace.
  static var name: String { get }

  /// A short word for captions.
  static var word: String { get }

  /// Raised whenever equal parameters would give other bytes.
  static var version: Int { get }

  /// The step from its mapping in a policy; the caller reads `step` and finishes the reader.
  init(settings: inout SettingsReader, defaults: StepDefaults) throws(SettingsError)

  /// The step's settings, complete.
  var settings: [String: JSON] { get }

  /// Draws what to do to one image; nil leaves it as it is.
  func drawParameters(using luck: inout Luck) -> Parameters?

  /// The ends of the step's range: the least change and the greatest, or the only one.
  var extremes: [Parameters] { get }

  /// What parameters do to an image of this size.
  func operation(_ parameters: Parameters, width: Int, height: Int) -> PixelOperation
}

extension AugmentationStep {
  /// The image after the step; pure.
  public func apply(_ parameters: Parameters?, to image: Image) -> Image {
    guard let parameters else { return image }
    return image.applying(operation(parameters, width: image.width, height: image.height))
  }

  /// The settings with the step's name and version, from which the step can be read again.
  public var json: JSON {
    var members = settings
    members["step"] = .string(Self.name)
    members["version"] = .integer(Self.version)
    return .object(members)
  }

  /// Draws, and gives what to do at once, without a record.
  func drawOperation(using luck: inout Luck, width: Int, height: Int) -> PixelOperation {
    guard let parameters = drawParameters(using: &luck) else { return .keep }
    return operation(parameters, width: width, height: height)
  }

  /// Draws, and gives what to do with its record.
  func drawRecorded(
    using luck: inout Luck, width: Int, height: Int
  ) -> (operation: PixelOperation, record: AugmentationTrace.Entry) {
    guard let parameters = drawParameters(using: &luck) else {
      return (.keep, AugmentationTrace.Entry(leftOut: Self.self))
    }
    return (
      operation(parameters, width: width, height: height),
      AugmentationTrace.Entry(step: Self.self, numbers: parameters.numbers)
    )
  }

  /// What a record says to do.
  func recordedOperation(
    _ entry: AugmentationTrace.Entry, width: Int, height: Int
  ) throws(AugmentationError) -> PixelOperation {
    guard entry.step == Self.name else {
      throw .otherStep(recorded: entry.step, expected: Self.name)
    }
    guard let record = entry.parameters else { return .keep }
    guard let parameters = Parameters(record: record) else {
      throw .badRecord(step: Self.name, text: JSON.object(record).text())
    }
    return operation(parameters, width: width, height: height)
  }

  /// The ends of the range as operations on an image of this size.
  func extremes(width: Int, height: Int) -> [AugmentationExtreme] {
    extremes.map {
      AugmentationExtreme(
        step: Self.name, caption: $0.caption,
        operation: operation($0, width: width, height: height))
    }
  }

  /// A record in a few characters, or nil if it is not one of the step's.
  static func caption(of record: [String: JSON]) -> String? {
    guard let parameters = Parameters(record: record) else { return nil }
    let caption = parameters.caption
    return caption.isEmpty ? word : "\(word) \(caption)"
  }

  static func record(of numbers: SIMD4<Int>) -> [String: JSON] { Parameters.record(of: numbers) }
}
