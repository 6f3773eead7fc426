/// Small pieces of text that several results share.
enum Lines {
  /// A table with a header, right-aligned but for the first column.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ").trimmingEnd()
    }.joined(separator: "\n")
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

extension String {
  fileprivate func trimmingEnd() -> String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
