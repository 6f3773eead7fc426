internal import Core

/// Decimals that stand for whole numbers of thousandths or so; whole ones are written without a fraction,
/// as JSON reads them back.
enum Decimal {
  static func json(_ number: Int, per unit: Int) -> JSON {
    number % unit == 0 ? .integer(number / unit) : .number(Double(number) / Double(unit))
  }

  static func whole(_ json: JSON?, per unit: Int) -> Int? {
    if unit == 1 { return json?.intValue }
    guard let value = json?.doubleValue, abs(value) < 1e9 else { return nil }
    return Int((value * Double(unit)).rounded())
  }

  /// The number in a few characters, to at most two decimals, halves away from 0: "0.8", "-12", "1.25".
  static func text(_ number: Int, per unit: Int, signed: Bool = false) -> String {
    let hundredths = (abs(number) * 100 + unit / 2) / unit
    var text = String(hundredths / 100)
    if hundredths % 100 != 0 {
      text +=
        hundredths % 10 == 0
        ? ".\(hundredths % 100 / 10)"
        : hundredths % 100 < 10
          ? ".0\(hundredths % 100)" : ".\(hundredths % 100)"
    }
    let sign = hundredths == 0 ? "" : number < 0 ? "-" : signed ? "+" : ""
    return sign + text
  }
}
