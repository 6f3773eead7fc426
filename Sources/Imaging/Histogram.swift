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
    var table = [UInt8](repeating: 0, count: 256)
    var sum: UInt64 = 0
    for value in (darkest + 1)..<256 {
      sum += counts[value]
      table[value] = UInt8(clamping: Int((Float(sum) * scale).rounded(.toNearestOrEven)))
    }
    return table
  }

  /// The least value v such that at least `percent` percent of the samples are at most v.
  package func percentile(_ percent: UInt64) -> Int {
    let needed = max(1, (total * percent + 99) / 100)
    var seen: UInt64 = 0
    for (value, count) in counts.enumerated() {
      seen += count
      if seen >= needed { return value }
    }
    return 255
  }
}
