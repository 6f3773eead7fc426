internal import Tensors

/// What the pixels of each channel are standardized by: mean and deviation in 0…1.
struct PixelConstants: Hashable, Sendable {
  let mean: [Double]
  let deviation: [Double]

  init(mean: [Double], deviation: [Double]) { (self.mean, self.deviation) = (mean, deviation) }

  /// Those of the shards' training split.
  init(of shards: ShardSet) { self.init(mean: shards.mean, deviation: shards.standardDeviation) }

  init(_ statistics: PixelStatistics) {
    self.init(mean: statistics.mean, deviation: statistics.standardDeviation)
  }
}

/// For each channel the 256 values that the network is given for a pixel.
///
/// Training, scoring and predicting look them up here, so that equal pixels are equal inputs.
struct StandardizedPixels: Sendable {
  private let values: [Float]

  init(_ constants: PixelConstants) {
    values = zip(constants.mean, constants.deviation).flatMap { mean, deviation in
      (0..<256).map { pixel in Float((Double(pixel) / 255 - mean) / max(deviation, 1e-6)) }
    }
  }

  /// Fills a planar C×H×W image; `plane` is H×W.
  func fill(
    _ image: UnsafeMutableBufferPointer<Float>, from pixels: UnsafeBufferPointer<UInt8>, plane: Int
  ) {
    values.withUnsafeBufferPointer { table in
      for channel in 0..<table.count >> 8 {
        for position in channel * plane..<(channel + 1) * plane {
          image[position] = table[channel << 8 | Int(pixels[position])]
        }
      }
    }
  }
}
