internal import Core

/// Numbers as a sheet shows them: ASCII, the same in every locale.
package enum Figures {
  /// A number with a fixed number of decimals.
  package static func decimal(_ value: Double, places: Int) -> String {
    PlainNumber.text(value, places, otherwise: "\(value)")
  }

  /// A number with one decimal, and none where it is zero.
  package static func short(_ value: Double) -> String {
    let text = decimal(value, places: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A count with a comma between thousands: 35,887.
  package static func count(_ count: Int) -> String {
    let digits = Array(String(abs(count)))
    var text = count < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// A count of things, with a plural: "1 sample", "35,887 samples".
  package static func count(_ count: Int, _ noun: String) -> String {
    "\(self.count(count)) \(noun)\(count == 1 ? "" : "s")"
  }
}
