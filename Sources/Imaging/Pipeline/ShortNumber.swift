/// Numbers as people read them in a caption; the same everywhere.
enum ShortNumber {
  /// With one decimal, and none where it is zero.
  static func text(_ value: Double) -> String {
    let tenths = Int((min(max(value, -1e9), 1e9) * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }

  /// To two decimals, for records.
  static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
