internal import Core

/// A range of numbers that a search draws from.
///
/// Numbers are rounded to four significant digits, so that a recipe can be read, and stay inside the range.
package struct TuneRange: Hashable, Sendable {
  /// How numbers are spread.
  package enum Scale: String, CaseIterable, Hashable, Sendable {
    /// Every part of the range is as likely as any other of its length.
    case linear
    /// Every factor is as likely as any other: as many draws in 0.001…0.01 as in 0.01…0.1.
    case log
  }

  package let low: Double
  package let high: Double
  package let scale: Scale
  package let isInteger: Bool
  /// How many values a grid takes, both ends included; nil outside a grid.
  package let points: Int?

  /// A range; what is written in a space file is checked where it is read.
  package init(low: Double, high: Double, scale: Scale, isInteger: Bool = false, points: Int? = nil)
  {
    (self.low, self.high, self.scale) = (low, high, scale)
    (self.isInteger, self.points) = (isInteger, points)
  }

  /// The number at a share of the range, 0 up to but not 1; a whole one's steps are equally wide.
  package func value(at share: Double) -> Double {
    if isInteger { return min(high, place(share, low, high + 1).rounded(.down)) }
    return min(high, max(low, Self.rounded(place(share, low, high))))
  }

  /// Evenly spaced values, both ends included; equal ones, as of rounding, once.
  package var gridValues: [Double] {
    guard let points else { return [] }
    var values: [Double] = []
    for point in 0..<points {
      let exact = place(Double(point) / Double(max(1, points - 1)), low, high)
      let number = isInteger ? exact.rounded() : Self.rounded(exact)
      let value = min(high, max(low, number))
      if values.last != value { values.append(value) }
    }
    return values
  }

  private func place(_ share: Double, _ low: Double, _ high: Double) -> Double {
    switch scale {
    case .linear: return low + share * (high - low)
    case .log:
      let (first, last) = (Elementary.log(low), Elementary.log(high))
      return Elementary.exp(first + share * (last - first))
    }
  }

  /// A number with four significant digits: the nearest of m × 10ᵏ, m below 10,000.
  package static func rounded(_ number: Double) -> Double {
    let size = abs(number)
    guard size > 1e-15, size < 1e15 else { return number }
    var digits = 0
    while size * Elementary.power(10, digits) < 1000 { digits += 1 }
    while digits > 0, size * Elementary.power(10, digits) >= 10_000 { digits -= 1 }
    // Powers of ten up to 10²² are exact, so the quotient is the double nearest to the decimal.
    if size >= 10_000 { return number.rounded() }
    let scale = Elementary.power(10, digits)
    return (number * scale).rounded() / scale
  }
}
