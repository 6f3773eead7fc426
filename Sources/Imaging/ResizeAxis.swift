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

  /// How many samples there are afterwards.
  var count: Int { starts.count }

  package static let one = 16384

  package init(from: Int, to: Int, filter: ResizeFilter) {
    let isArea = filter == .area || (filter == .automatic && to <= from)
    let reach =
      isArea ? (from + to - 1) / to + 1 : filter == .lanczos3 ? 6 * max(1, from / to + 1) + 2 : 2
    taps = min(from, reach)
    if isArea {
      setArea(from: from, to: to)
      return
    }
    starts = [Int32](repeating: 0, count: to)
    weights = [Int16](repeating: 0, count: to * taps)
    for index in 0..<to {
      if filter == .lanczos3 {
        setLanczos(index, from: from, to: to)
      } else {
        setBilinear(index, from: from, to: to)
      }
    }
  }

  /// Fixes where a target's weights start; near the end zero weights go before them.
  ///
  /// Returns the place of the weight of source sample `first`.
  private mutating func begin(_ index: Int, first: Int, from: Int) -> Int {
    let start = min(first, from - taps)
    starts[index] = Int32(start)
    return index * taps + first - start
  }

  private mutating func setArea(from: Int, to: Int) {
    let taps = self.taps
    weights = [Int16](unsafeUninitializedCapacity: to * taps) { weights, initialized in
      starts = [Int32](unsafeUninitializedCapacity: to) { starts, initialized in
        fer_pixels_area_axis(
          Int32(from), Int32(to), Int32(taps), starts.baseAddress, weights.baseAddress)
        initialized = to
      }
      initialized = to * taps
    }
  }

  private mutating func setBilinear(_ index: Int, from: Int, to: Int) {
    let (numerator, denominator) = ((2 * index + 1) * from - to, 2 * to)
    let left = min(max(0, numerator / denominator), from - 1)
    let place = begin(index, first: left, from: from)
    let remainder = numerator - left * denominator
    let isBetween = remainder > 0 && left < from - 1
    let right = isBetween ? (2 * Self.one * remainder + denominator) / (2 * denominator) : 0
    weights[place] = Int16(Self.one - right)
    if isBetween { weights[place + 1] = Int16(right) }
  }

  /// Samples outside the source are left out and the others scaled to sum to one (as Pillow does);
  /// what rounding leaves over goes to the greatest weight.
  private mutating func setLanczos(_ index: Int, from: Int, to: Int) {
    let scale = Double(from) / Double(to)
    let (center, stretch) = ((Double(index) + 0.5) * scale, max(scale, 1))
    let first = max(0, Int((center - 3 * stretch).rounded(.down)))
    let last = min(from - 1, Int((center + 3 * stretch).rounded(.down)))
    var shares: [Double] = []
    var total = 0.0
    for sample in first...last {
      let share = Self.window((Double(sample) + 0.5 - center) / stretch)
      shares.append(share)
      total += share
    }
    let place = begin(index, first: first, from: from)
    var (left, greatest) = (Self.one, place)
    for (offset, share) in shares.enumerated() {
      let weight = Int((share / total * Double(Self.one)).rounded())
      weights[place + offset] = Int16(weight)
      left -= weight
      if weights[place + offset] > weights[greatest] { greatest = place + offset }
    }
    weights[greatest] += Int16(left)
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
