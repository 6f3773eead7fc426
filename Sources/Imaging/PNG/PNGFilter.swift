/// PNG's five row filters.
enum PNGFilter {
  /// Each row behind the number of its filter: the one whose bytes, taken as signed, are nearest to 0 in
  /// sum; the first of equals.
  static func filtered(_ samples: [UInt8], rowBytes: Int, pixelBytes: Int) -> [UInt8] {
    let height = samples.count / rowBytes
    var result = [UInt8](repeating: 0, count: samples.count + height)
    var candidate = [UInt8](repeating: 0, count: rowBytes)
    for row in 0..<height {
      var least = Int.max
      for kind in 0..<5 {
        let sum = apply(
          kind, to: samples, row: row, rowBytes: rowBytes, pixelBytes: pixelBytes, into: &candidate)
        guard sum < least else { continue }
        least = sum
        let start = row * (rowBytes + 1)
        result[start] = UInt8(kind)
        result.replaceSubrange((start + 1)..<(start + 1 + rowBytes), with: candidate)
      }
    }
    return result
  }

  private static func apply(
    _ kind: Int, to samples: [UInt8], row: Int, rowBytes: Int, pixelBytes: Int,
    into candidate: inout [UInt8]
  ) -> Int {
    var sum = 0
    samples.withUnsafeBufferPointer { samples in
      candidate.withUnsafeMutableBufferPointer { candidate in
        let start = row * rowBytes
        for x in 0..<rowBytes {
          let here = samples[start + x]
          let left = x >= pixelBytes ? samples[start + x - pixelBytes] : 0
          let up = row > 0 ? samples[start + x - rowBytes] : 0
          let corner =
            row > 0 && x >= pixelBytes ? samples[start + x - rowBytes - pixelBytes] : 0
          let predicted: UInt8 =
            switch kind {
            case 0: 0
            case 1: left
            case 2: up
            case 3: UInt8((Int(left) + Int(up)) / 2)
            default: paeth(left, up, corner)
            }
          candidate[x] = here &- predicted
          sum += Int(Int8(bitPattern: here &- predicted).magnitude)
        }
      }
    }
    return sum
  }

  private static func paeth(_ left: UInt8, _ up: UInt8, _ corner: UInt8) -> UInt8 {
    let estimate = Int(left) + Int(up) - Int(corner)
    let (toLeft, toUp, toCorner) = (
      abs(estimate - Int(left)), abs(estimate - Int(up)), abs(estimate - Int(corner))
    )
    if toLeft <= toUp, toLeft <= toCorner { return left }
    return toUp <= toCorner ? up : corner
  }
}
