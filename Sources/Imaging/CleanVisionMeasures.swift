internal import CPixelKernels
internal import Core

/// What CleanVision measures of an image (version 0.3), for its thresholds.
///
/// Its figures are ours but for images with a side over 64 pixels, which it shrinks by Pillow's bicubic filter
/// before it looks for blur and we by area.
public struct CleanVisionMeasures: Hashable, Sendable {
  /// The 99th percentile of √(0.241 R² + 0.691 G² + 0.068 B²) / 255, 0 … 1; of a gray image the level.
  public let brightest: Double
  /// The 5th percentile of the same, 0 … 1.
  public let darkest: Double
  /// The standard deviation of the edges of the image at no more than 64 pixels a side, in levels.
  public let edges: Double
  /// The standard deviation of the 256 counts of its histogram at that size.
  public let histogramDeviation: Double
  /// The entropy of its samples in bits, all channels in one histogram of 256 levels a channel.
  public let entropy: Double

  /// Kept figures.
  public init(
    brightest: Double, darkest: Double, edges: Double, histogramDeviation: Double, entropy: Double
  ) {
    (self.brightest, self.darkest, self.edges) = (brightest, darkest, edges)
    (self.histogramDeviation, self.entropy) = (histogramDeviation, entropy)
  }

  /// `1 − exp(−0.01 · edges)`, to which the same of the histogram's deviation is added where that exceeds
  /// 0.18; at most 1.
  public var blurScore: Double {
    let blur = 1 - Elementary.exp(-0.01 * edges)
    let spread = 1 - Elementary.exp(-0.01 * histogramDeviation)
    return min(1, blur + (spread > 0.18 ? spread : 0))
  }

  /// The measures of an image.
  public static func measure(_ image: Image) -> CleanVisionMeasures {
    let levels = squaredLevels(image)
    let small = shrunk(image).grayscale()
    let histogram = Histogram(small)
    let mean = Double(histogram.total) / 256
    var spread = 0.0
    for count in histogram.counts {
      let distance = Double(count) - mean
      spread += distance * distance
    }
    return CleanVisionMeasures(
      brightest: percentile(99, of: levels), darkest: percentile(5, of: levels),
      edges: edgeDeviation(small), histogramDeviation: (spread / 256).squareRoot(),
      entropy: entropy(image))
  }

  /// 241 R² + 691 G² + 68 B² of every pixel, ascending: the brightness times 255, squared, times 1000.
  private static func squaredLevels(_ image: Image) -> [UInt32] {
    var levels: [UInt32] = image.withPixels { samples in
      let pixels = image.width * image.height
      return [UInt32](unsafeUninitializedCapacity: pixels) { levels, initialized in
        for pixel in 0..<pixels {
          if image.isGray {
            let level = UInt32(samples[pixel])
            levels[pixel] = 1000 * level * level
          } else {
            let (red, green) = (UInt32(samples[3 * pixel]), UInt32(samples[3 * pixel + 1]))
            let blue = UInt32(samples[3 * pixel + 2])
            levels[pixel] = 241 * red * red + 691 * green * green + 68 * blue * blue
          }
        }
        initialized = pixels
      }
    }
    levels.sort()
    return levels
  }

  /// NumPy's percentile: linear between the two nearest ranks.
  private static func percentile(_ percent: Int, of levels: [UInt32]) -> Double {
    let place = percent * (levels.count - 1)
    let (rank, rest) = (place / 100, place % 100)
    func level(_ rank: Int) -> Double { (Double(levels[rank]) / 1000).squareRoot() / 255 }
    let lower = level(rank)
    guard rest > 0, rank + 1 < levels.count else { return lower }
    return lower + (level(rank + 1) - lower) * (Double(rest) / 100)
  }

  private static func shrunk(_ image: Image) -> Image {
    let side = max(image.width, image.height)
    guard side > 64 else { return image }
    let (width, height) = (max(1, image.width * 64 / side), max(1, image.height * 64 / side))
    return (try? image.resized(width: width, height: height)) ?? image
  }

  private static func edgeDeviation(_ gray: Image) -> Double {
    let count = gray.pixels.count
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { edges in
      gray.withPixels {
        fer_pixels_find_edges(
          $0.baseAddress, Int32(gray.width), Int32(gray.height), edges.baseAddress)
      }
      var (sum, squares) = (0, 0)
      for value in edges {
        sum += Int(value)
        squares += Int(value) * Int(value)
      }
      let area = Double(count) * Double(count)
      return (Double(count * squares - sum * sum) / area).squareRoot()
    }
  }

  private static func entropy(_ image: Image) -> Double {
    var bits = 0.0
    let total = Double(image.pixels.count)
    for channel in 0..<image.channels {
      var counts = [Int](repeating: 0, count: 256)
      image.withPixels { samples in
        for place in stride(from: channel, to: samples.count, by: image.channels) {
          counts[Int(samples[place])] += 1
        }
      }
      for count in counts where count > 0 {
        let share = Double(count) / total
        bits -= share * (Elementary.log(share) / Elementary.log(2))
      }
    }
    return max(0, bits)
  }
}
