internal import CPixelKernels

/// How often each of the 256 values occurs.
package struct Histogram: Hashable, Sendable {
  package private(set) var counts = [UInt64](repeating: 0, count: 256)

  /// The histogram of a gray image, or of the luma of an RGB image.
  package init(_ image: Image) {
    image.grayscale().withPixels { samples in
      counts.withUnsafeMutableBufferPointer { bins in
        fer_pixels_histogram(samples.baseAddress, samples.count, bins.baseAddress)
      }
    }
  }

  package var total: UInt64 { counts.reduce(0, &+) }

  /// The table that spreads this histogram over 0…255, by OpenCV's formula (`equalizeHist`).
  ///
  /// The darkest value that occurs becomes 0; value v becomes `255 / (total − count of the darkest)`
  /// times the count of the values above the darkest up to v, in single precision, halves to even.
  /// A constant image keeps its value. Nil: nothing changes.
  package var equalizingTable: [UInt8]? {
    guard let darkest = counts.firstIndex(where: { $0 > 0 }) else { return nil }
    let above = total - counts[darkest]
    guard above > 0 else { return nil }
    let scale = Float(255) / Float(above)
    // Adding and taking away 1.5 · 2^23 rounds a small number to the nearest, halves to even.
    let rounding: Float = 12_582_912
    return [UInt8](unsafeUninitializedCapacity: 256) { table, initialized in
      counts.withUnsafeBufferPointer { counts in
        var (sum, level): (Int64, UInt8) = (0, 0)
        for value in 0..<256 {
          if value > darkest, counts[value] > 0 {
            sum += Int64(truncatingIfNeeded: counts[value])
            let exact = Float(sum) * scale
            level = UInt8(min(255, Int32(exact + rounding - rounding)))
          }
          table[value] = level
        }
      }
      initialized = 256
    }
  }

  /// The sum of the samples and of their squares.
  var moments: (sum: Int, squares: Int) {
    var (sum, squares): (UInt64, UInt64) = (0, 0)
    counts.withUnsafeBufferPointer { counts in
      // An image has at most 2^48 samples, so that nothing can overflow.
      for value in 0..<256 {
        let part = UInt64(truncatingIfNeeded: value) &* counts[value]
        sum &+= part
        squares &+= UInt64(truncatingIfNeeded: value) &* part
      }
    }
    return (Int(sum), Int(squares))
  }

  /// For each of some rising percentages, the least value v such that at least as many percent of the
  /// samples are at most v.
  func percentiles(_ percents: [UInt64]) -> [Int] {
    let total = self.total
    return counts.withUnsafeBufferPointer { counts in
      var (value, seen) = (0, counts[0])
      return percents.map { percent in
        let needed = max(1, (total * percent + 99) / 100)
        while seen < needed, value < 255 {
          value += 1
          seen &+= counts[value]
        }
        return value
      }
    }
  }

  /// The least value v such that at least `percent` percent of the samples are at most v.
  package func percentile(_ percent: UInt64) -> Int {
    percentiles([percent])[0]
  }
}
