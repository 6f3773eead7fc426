internal import CPixelKernels
internal import Core

/// The weights of a Gaussian mean along one side, in 1/16384.
struct BlurWeights {
  /// The farthest neighbour that counts: three deviations of the largest one.
  static let maximumRadius = 30
  static let one = 16384

  private let sigma: Double
  private let radius: Int

  /// Weights for a deviation in 1/100 pixel; above 1000 counts as 1000.
  ///
  /// Neighbours up to three deviations away count, at least one on each side.
  init(sigma: Int) {
    self.sigma = Double(max(1, min(1000, sigma))) / 100
    radius = max(1, Int((3 * self.sigma).rounded(.up)))
  }

  /// Blurs each channel, across and down.
  func run(from: UnsafePointer<UInt8>, to: UnsafeMutablePointer<UInt8>, shape grid: PixelGrid) {
    withUnsafeTemporaryAllocation(of: Int16.self, capacity: Self.maximumRadius + 1) { weights in
      fill(weights)
      let size = grid.width * grid.height
      for plane in 0..<grid.planes.count {
        fer_pixels_blur(
          from + plane * size, to + plane * size, Int32(grid.width), Int32(grid.height),
          Int32(grid.planes.channels), Int32(radius), weights.baseAddress)
      }
    }
  }

  /// The weight at each distance 0 … radius; what rounding leaves over goes to the middle.
  private func fill(_ weights: UnsafeMutableBufferPointer<Int16>) {
    func share(_ distance: Int) -> Double {
      Elementary.exp(-Double(distance * distance) / (2 * sigma * sigma))
    }
    var total = 1.0
    for distance in 1...radius { total += 2 * share(distance) }
    var left = Self.one
    for distance in 1...radius {
      let weight = Int((share(distance) / total * Double(Self.one)).rounded())
      weights[distance] = Int16(weight)
      left -= 2 * weight
    }
    weights[0] = Int16(left)
  }
}
