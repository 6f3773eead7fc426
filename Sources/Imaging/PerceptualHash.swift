internal import CPixelKernels
internal import Core

/// 64-bit hashes that change little when an image does.
struct PerceptualHash {
  private let gray: Image
  private let axes: HashAxes

  /// The hashes of a gray image.
  init(of gray: Image) {
    self.gray = gray
    axes = HashAxes.of(width: gray.width, height: gray.height)
  }

  /// Whether each sample of the image at 9 × 8 (by area) is less than its right neighbour.
  var difference: UInt64 {
    gray.withResized(axes.nine, axes.eight) { samples in
      var hash: UInt64 = 0
      for y in 0..<8 {
        for x in 0..<8 {
          hash = hash << 1 | (samples[y * 9 + x] < samples[y * 9 + x + 1] ? 1 : 0)
        }
      }
      return hash
    }
  }

  /// Whether each of the lowest 8 × 8 cosine coefficients at 32 × 32 (by area) exceeds their median.
  ///
  /// The median of 64 is the mean of the middle two; all in whole numbers, so ties are exact.
  var cosine: UInt64 {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: 64) { coefficients in
      var (lower, upper): (Int64, Int64) = (0, 0)
      gray.withResized(axes.across32, axes.down32) { samples in
        fer_pixels_cosine(samples.baseAddress, Self.basis, coefficients.baseAddress)
      }
      fer_pixels_middle(coefficients.baseAddress, &lower, &upper)
      var hash: UInt64 = 0
      for coefficient in coefficients {
        hash = hash << 1 | (2 * coefficient > lower + upper ? 1 : 0)
      }
      return hash
    }
  }

  /// cos(π (2x + 1) u / 64) in 1/8192 for u in 0..<8 and x in 0..<32.
  ///
  /// From one quarter wave, so that the symmetries are exact and a constant image has no waves.
  private static let basis: [Int16] = {
    let quarter = (0...32).map { step in
      Int16((Elementary.cos(Double.pi * Double(step) / 64) * 8192).rounded())
    }
    return (0..<8).flatMap { u in
      (0..<32).map { x in
        let step = (2 * x + 1) * u % 128
        return switch step {
        case ...32: quarter[step]
        case ...64: -quarter[64 - step]
        case ...96: -quarter[step - 64]
        default: quarter[128 - step]
        }
      }
    }
  }()
}
