public import Core

/// What a step does to one image, as it is recorded and read again without loss.
///
/// Parameters hold whole numbers; a record may show them as decimals.
public protocol StepParameters: Hashable, Sendable {
  /// The record; its keys do not include `step` and `applied`.
  var record: [String: JSON] { get }

  /// The parameters of a record, or nil if it is not one of theirs.
  init?(record: [String: JSON])
}

/// Decimals in a record that stand for whole numbers of thousandths or so; whole ones are written without
/// a fraction, as JSON reads them back.
enum Decimal {
  static func json(_ number: Int, per unit: Int) -> JSON {
    number % unit == 0 ? .integer(number / unit) : .number(Double(number) / Double(unit))
  }

  static func whole(_ json: JSON?, per unit: Int) -> Int? {
    guard let value = json?.doubleValue, abs(value) < 1e9 else { return nil }
    return Int((value * Double(unit)).rounded())
  }
}
