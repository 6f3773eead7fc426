internal import CPixelKernels
internal import Core

/// The weights of one side of a resize: 1/16384 parts that sum to exactly 16384 for each target.
///
/// Target i covers [i, i + 1) · from / to of the source; its centre is at (i + ½) · from / to.
/// Area and bilinear weights come from whole numbers alone; Lanczos weights from `Elementary.sin`.
package struct ResizeAxis {
  package private(set) var starts: [Int32] = []
  package private(set) var weights: [Int16] = []
  package let taps: Int

  package static let one = 16384

  package init(from: Int, to: Int, filter: ResizeFilter) {
    var rows: [(start: Int, weights: [Int])] = []
    rows.reserveCapacity(to)
    let isArea = filter == .area || (filter == .automatic && to <= from)
    for index in 0..<to {
      if isArea {
        rows.append(Self.area(index, from: from, to: to))
      } else if filter == .lanczos3 {
        rows.append(Self.lanczos(index, from: from, to: to))
      } else {
        rows.append(Self.bilinear(index, from: from, to: to))
      }
    }
    let taps = rows.reduce(1) { max($0, $1.weights.count) }
    starts.reserveCapacity(to)
    weights.reserveCapacity(to * taps)
    for row in rows {
      // Rows are padded with zero weights; near the end the padding goes before the weights.
      let start = min(row.start, from - taps)
      let before = row.start - start
      starts.append(Int32(start))
      for tap in 0..<taps {
        let inside = tap >= before && tap - before < row.weights.count
        weights.append(inside ? Int16(row.weights[tap - before]) : 0)
      }
    }
    self.taps = taps
  }

  /// Overlaps in units of 1 / to of a source sample; rounded cumulatively, so that they sum exactly.
  private static func area(_ index: Int, from: Int, to: Int) -> (start: Int, weights: [Int]) {
    let (low, high) = (index * from, (index + 1) * from)
    let (first, last) = (low / to, (high - 1) / to)
    var weights: [Int] = []
    weights.reserveCapacity(last - first + 1)
    var before = 0
    for sample in first...last {
      let covered = min((sample + 1) * to, high) - low
      let upTo = (2 * one * covered + from) / (2 * from)
      weights.append(upTo - before)
      before = upTo
    }
    return (first, weights)
  }

  private static func bilinear(_ index: Int, from: Int, to: Int) -> (start: Int, weights: [Int]) {
    let (numerator, denominator) = ((2 * index + 1) * from - to, 2 * to)
    guard numerator > 0 else { return (0, [one]) }
    let (left, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    guard left < from - 1 else { return (from - 1, [one]) }
    let right = (2 * one * remainder + denominator) / (2 * denominator)
    return (left, [one - right, right])
  }

  /// Samples outside the source are left out and the others scaled to sum to one (as Pillow does);
  /// what rounding leaves over goes to the greatest weight.
  private static func lanczos(_ index: Int, from: Int, to: Int) -> (start: Int, weights: [Int]) {
    let scale = Double(from) / Double(to)
    let (center, stretch) = ((Double(index) + 0.5) * scale, max(scale, 1))
    let first = max(0, Int((center - 3 * stretch).rounded(.down)))
    let last = min(from - 1, Int((center + 3 * stretch).rounded(.down)))
    var shares: [Double] = []
    var total = 0.0
    for sample in first...last {
      let share = window((Double(sample) + 0.5 - center) / stretch)
      shares.append(share)
      total += share
    }
    var weights = shares.map { Int(($0 / total * Double(one)).rounded()) }
    let left = one - weights.reduce(0, +)
    if let greatest = weights.indices.max(by: { weights[$0] < weights[$1] }) {
      weights[greatest] += left
    }
    return (first, weights)
  }

  /// sinc(x) · sinc(x / 3) for |x| < 3.
  private static func window(_ x: Double) -> Double {
    guard x != 0 else { return 1 }
    guard abs(x) < 3 else { return 0 }
    let angle = Double.pi * x
    return 3 * Elementary.sin(angle) * Elementary.sin(angle / 3) / (angle * angle)
  }

  /// Calls `body` with the axis as the kernels take it.
  func withKernelAxis<Result>(_ body: (inout fer_pixels_axis) -> Result) -> Result {
    starts.withUnsafeBufferPointer { starts in
      weights.withUnsafeBufferPointer { weights in
        var axis = fer_pixels_axis(
          count: Int32(starts.count), taps: Int32(taps), starts: starts.baseAddress,
          weights: weights.baseAddress)
        return body(&axis)
      }
    }
  }
}
