internal import CPixelKernels

extension PixelOperation {
  /// Changes the samples in place.
  ///
  /// - Parameter scratch: memory of at least as many bytes as the grid has samples; its content is
  ///   overwritten. Nothing else is allocated.
  public func run(on grid: PixelGrid, scratch: UnsafeMutableBufferPointer<UInt8>) {
    var sequence = OperationSequence(on: grid, scratch: scratch)
    sequence.add(self)
    sequence.finish()
  }

  /// Reads the samples of one image and writes those of the changed one, both in the grid's shape.
  ///
  /// The two are the same memory, or do not overlap; they must not be the same where the operation
  /// moves samples.
  func run(
    from: UnsafePointer<UInt8>, to: UnsafeMutablePointer<UInt8>, shape grid: PixelGrid
  ) {
    let count = grid.samples.count
    switch self {
    case .keep:
      if from != to { to.update(from: from, count: count) }
    case .affine(let map, let border, let interpolation):
      let plan = WarpPlan(
        map, width: grid.width, height: grid.height, border: border ?? .edge, interpolation)
      let size = grid.width * grid.height
      for plane in 0..<grid.planes.count {
        plan.run(from: from + plane * size, to: to + plane * size, channels: grid.planes.channels)
      }
    case .shift(let amount):
      fer_pixels_shift(from, to, count, Int32(max(-255, min(255, amount))))
    case .contrast(let factor):
      fer_pixels_contrast(from, to, count, Int32(max(0, min(16 << 16, factor))))
    case .gamma(let exponent):
      GammaTable.withTable(exponent: exponent) { fer_pixels_lookup_to(from, to, count, $0) }
    case .erase(let x, let y, let width, let height, let value):
      if from != to { to.update(from: from, count: count) }
      Self.erase(to, grid, x: x, y: y, width: width, height: height, value: value)
    case .noise(let deviation, let seed):
      fer_pixels_noise(
        from, to, grid.width * grid.height, Int32(grid.channels), grid.layout == .planar ? 1 : 0,
        Self.noiseFactor(deviation: deviation), seed)
    case .blur(let sigma):
      BlurWeights(sigma: sigma).run(from: from, to: to, shape: grid)
    }
  }

  private static func erase(
    _ samples: UnsafeMutablePointer<UInt8>, _ grid: PixelGrid, x: Int, y: Int, width: Int,
    height: Int, value: UInt8
  ) {
    func pixels(_ share: Int, of side: Int) -> Int {
      max(0, min(side, (share * side + 5000) / 10000))
    }
    let columns = pixels(x, of: grid.width)..<pixels(max(x, x + width), of: grid.width)
    let rows = pixels(y, of: grid.height)..<pixels(max(y, y + height), of: grid.height)
    let (planes, channels) = grid.planes
    for plane in 0..<planes {
      for row in rows {
        let start = (plane * grid.height + row) * grid.width + columns.lowerBound
        (samples + start * channels).update(repeating: value, count: columns.count * channels)
      }
    }
  }

  /// What the kernel multiplies its sums by, in 1/65536, for a deviation in 1/100 gray level.
  ///
  /// The sum of four bytes is near to normal, with a standard deviation of √(65535 / 3) = 147.8; no sum
  /// lies beyond 3.45 deviations. Deviations over 255 gray levels count as 255.
  private static func noiseFactor(deviation: Int) -> Int32 {
    let levels = Double(max(0, min(25500, deviation))) / 100
    return Int32((levels / (65535.0 / 3).squareRoot() * 65536).rounded())
  }
}
