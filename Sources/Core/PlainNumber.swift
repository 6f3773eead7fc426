/// Numbers with decimals, the same on every machine: no locale, no C library.
public enum PlainNumber {
  /// A number with a fixed number of decimals, halves away from zero; `otherwise` for what is not finite.
  ///
  /// A number of 10¹⁵ and more in units of its last decimal is written as Swift does.
  public static func text(_ value: Double, _ decimals: Int, otherwise: String = "unknown") -> String
  {
    guard value.isFinite else { return otherwise }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 1e15 else { return value.description }
    var digits = String(Int(scaled))
    if digits.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
    }
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }
}
