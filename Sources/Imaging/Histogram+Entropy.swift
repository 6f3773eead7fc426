internal import Core

extension Histogram {
  /// Shannon's entropy in bits: log₂ N − (Σ n log₂ n) / N, summed from value 0 to 255.
  package var entropy: Double {
    let total = self.total
    guard total > 0 else { return 0 }
    var sum = 0.0
    Self.products.withUnsafeBufferPointer { products in
      for count in counts where count > 1 {
        sum += count < products.count ? products[Int(count)] : Self.product(count)
      }
    }
    let whole = total < Self.products.count ? Self.products[Int(total)] : Self.product(total)
    let bits = whole / Double(total) - sum / Double(total)
    return max(0, bits)
  }

  /// n log₂ n for small n, taken often.
  private static let products: [Double] = (0..<4096).map { product(UInt64($0)) }

  private static func product(_ count: UInt64) -> Double {
    count < 2 ? 0 : Double(count) * (Elementary.log(Double(count)) / Elementary.log(2))
  }
}
