internal import Reports

/// Small pieces of text that several results share.
enum Lines {
  /// A table with a header: the first column of words, the others of numbers.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    let columns = header.enumerated().map { number, title in
      TextTable.Column(title, number == 0 ? .left : .right)
    }
    let text = TextTable(columns: columns, rows: rows).text
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// A share in percent with one decimal: "62.4 %".
  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(abs(tenths % 10)) %"
  }

  /// A number with four decimals.
  static func four(_ value: Double) -> String {
    let whole = Int((abs(value) * 10_000).rounded())
    let rest = String(whole % 10_000)
    let sign = value < 0 ? "-" : ""
    return "\(sign)\(whole / 10_000).\(String(repeating: "0", count: 4 - rest.count))\(rest)"
  }

  /// Seconds with one decimal.
  static func seconds(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
