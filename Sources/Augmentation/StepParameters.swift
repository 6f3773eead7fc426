public import Core

/// What a step does to one image: up to four whole numbers, recorded and read again without loss.
public protocol StepParameters: Hashable, Sendable {
  /// How each number is called in a record, in order.
  static var fields: [ParameterField] { get }

  /// The numbers in the order of the fields, then zeros.
  var numbers: SIMD4<Int> { get }

  /// The parameters of recorded numbers, or nil if the step cannot have drawn them.
  init?(numbers: SIMD4<Int>)

  /// The parameters in a few ASCII characters, such as "+7.2 deg"; empty when there is nothing to say.
  var caption: String { get }
}

/// The name of a number in a record, and its unit.
public struct ParameterField: Hashable, Sendable {
  /// The key.
  public let key: String
  /// The record shows the number divided by this.
  public let unit: Int

  /// A field that shows a number of 1/`unit`.
  public init(_ key: String, per unit: Int = 1) { (self.key, self.unit) = (key, unit) }
}

extension StepParameters {
  /// The record: each number under its key, as a decimal.
  public var record: [String: JSON] { Self.record(of: numbers) }

  /// The parameters of a record, or nil if it is not one of theirs.
  public init?(record: [String: JSON]) {
    let fields = Self.fields
    guard record.count == fields.count else { return nil }
    var numbers = SIMD4<Int>.zero
    for (index, field) in fields.enumerated() {
      guard let number = Decimal.whole(record[field.key], per: field.unit) else { return nil }
      numbers[index] = number
    }
    self.init(numbers: numbers)
  }

  static func record(of numbers: SIMD4<Int>) -> [String: JSON] {
    var record: [String: JSON] = [:]
    for (index, field) in fields.enumerated() {
      record[field.key] = Decimal.json(numbers[index], per: field.unit)
    }
    return record
  }
}
