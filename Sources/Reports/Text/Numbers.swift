internal import Core

/// Numbers as people read them, the same on every machine: no locale, no C library.
package enum Numbers {
  /// A number with a fixed number of decimals, halves rounded away from zero; "–" for what is not finite.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    PlainNumber.text(value, decimals, otherwise: "–").replacing("-", with: "−")
  }

  /// A share in percent with one decimal: "67.9 %".
  package static func percent(_ share: Double, _ decimals: Int = 1) -> String {
    fixed(share * 100, decimals) + "\u{a0}%"
  }

  /// A whole number with its thousands apart: "28,709".
  package static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "−" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// A number for an SVG coordinate: at most two decimals, a plain minus sign, no trailing zeros.
  package static func coordinate(_ value: Double) -> String {
    var text = fixed(value, 2).replacing("−", with: "-")
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// Evenly spaced round numbers (1, 2 or 5 times a power of ten apart) that cover a range.
  package static func ticks(from low: Double, to high: Double, about count: Int) -> [Double] {
    let span = high - low
    guard span > 0, span.isFinite, count > 0 else { return [low] }
    var step = 1.0
    while step > span { step /= 10 }
    while step * 10 < span { step *= 10 }
    let best = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10].map { $0 * step }
      .min { abs(span / $0 - Double(count)) < abs(span / $1 - Double(count)) }
    guard let best else { return [low] }
    let first = Int((low / best).rounded(.up))
    let last = Int((high / best).rounded(.down))
    return first > last ? [low] : (first...last).map { Double($0) * best }
  }

  /// The decimals that a step between ticks needs.
  package static func decimals(forStep step: Double) -> Int {
    var (decimals, scaled) = (0, abs(step))
    while decimals < 6, abs(scaled - scaled.rounded()) > 1e-6 {
      scaled *= 10
      decimals += 1
    }
    return decimals
  }
}
