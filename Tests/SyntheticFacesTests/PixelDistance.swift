import Imaging

/// How far two images of one shape are apart, in levels.
enum PixelDistance {
  static func mean(_ first: Image, _ second: Image) -> Double {
    let steps = zip(first.pixels, second.pixels).map { abs(Int($0) - Int($1)) }
    return Double(steps.reduce(0, +)) / Double(max(steps.count, 1))
  }

  static func largest(_ first: Image, _ second: Image) -> Int {
    zip(first.pixels, second.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
  }
}
