internal import Core

/// Tables of 256 samples that raise shares of white to a power.
enum GammaTable {
  /// The natural logarithms of 1/255 … 255/255.
  private static let logarithms: [Double] = (1...255).map { Elementary.log(Double($0) / 255) }

  /// Calls `body` with 255 · (v / 255)^(exponent / 1000) for v in 0…255, rounded to the nearest.
  ///
  /// - Parameter exponent: in 1/1000; below 1 counts as 1, above 100000 as 100000.
  static func withTable(exponent: Int, _ body: (UnsafePointer<UInt8>) -> Void) {
    let power = Double(max(1, min(100_000, exponent))) / 1000
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { table in
      table[0] = 0
      for (index, logarithm) in logarithms.enumerated() {
        table[index + 1] = UInt8((Elementary.exp(power * logarithm) * 255).rounded())
      }
      if let base = table.baseAddress { body(base) }
    }
  }
}
