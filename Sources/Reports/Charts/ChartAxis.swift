internal import Core

/// An axis of numbers, evenly or by their logarithms, or of names.
struct ChartAxis {
  /// How places are found.
  enum Scale {
    case linear(Double, Double)
    case logarithmic(Double, Double)
    case names([String])
  }

  let name: String
  let scale: Scale
  /// How a number of a linear axis is written.
  var isShare = false

  /// Where a number, or the name of that number, stands: 0 is the axis's beginning, 1 its end.
  func share(of position: Double) -> Double {
    switch scale {
    case .linear(let low, let high): return high > low ? (position - low) / (high - low) : 0.5
    case .logarithmic(let low, let high):
      let first = Elementary.log(low)
      return (Elementary.log(position) - first) / (Elementary.log(high) - first)
    case .names(let names): return (position + 0.5) / Double(max(1, names.count))
    }
  }

  /// What is written along it.
  var ticks: [(share: Double, text: String)] {
    switch scale {
    case .linear(let low, let high):
      let ticks = Numbers.ticks(from: low, to: high, about: 5)
      let step = ticks.count > 1 ? ticks[1] - ticks[0] : 1
      return ticks.map { tick in
        (
          share(of: tick),
          isShare
            ? Numbers.percent(tick, Numbers.decimals(forStep: step * 100))
            : Numbers.fixed(tick, Numbers.decimals(forStep: step))
        )
      }
    case .logarithmic(let low, let high):
      return Self.rounds(low, high).map { (share(of: $0), TuneParameterFacts.plain($0)) }
    case .names(let names):
      // With more names than fit, some are left out; the table has them all.
      let stride = (names.count + Self.mostNames - 1) / Self.mostNames
      return names.enumerated().filter { $0.offset.isMultiple(of: max(1, stride)) }.map {
        (share(of: Double($0.offset)), $0.element)
      }
    }
  }

  private static let mostNames = 14

  /// Powers of ten inside a range; 2 and 5 times them, too, where these are few; its ends where there are none.
  private static func rounds(_ low: Double, _ high: Double) -> [Double] {
    for factors in [[1.0], [1, 5], [1, 2, 5]] {
      let numbers = (-30...30).flatMap { power in
        factors.map { factor in
          power < 0
            ? factor / Elementary.power(10, -power) : factor * Elementary.power(10, power)
        }
      }.filter { (low...high).contains($0) }
      if numbers.count >= 3 {
        return numbers.count <= 8 ? numbers : [numbers[0], numbers.last ?? high]
      }
    }
    return [low, high]
  }
}
