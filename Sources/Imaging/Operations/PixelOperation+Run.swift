internal import CPixelKernels

extension PixelOperation {
  /// Changes the samples in place.
  ///
  /// - Parameter scratch: memory of at least as many bytes as the grid has samples; its content is
  ///   overwritten. Nothing else is allocated.
  public func run(on grid: PixelGrid, scratch: UnsafeMutableBufferPointer<UInt8>) {
    precondition(scratch.count >= grid.samples.count)
    let samples = grid.samples.baseAddress
    switch self {
    case .keep, .shift(0), .contrast(65536), .affine(.identity, _), .noise(0, _):
      break
    case .affine(let map, let border):
      Self.warp(grid, map, border ?? .edge, scratch)
    case .shift(let amount):
      fer_pixels_shift(samples, grid.samples.count, Int32(max(-255, min(255, amount))))
    case .contrast(let factor):
      fer_pixels_contrast(
        samples, grid.samples.count, Int32(max(0, min(16 << 16, factor))))
    case .erase(let x, let y, let width, let height, let value):
      Self.erase(grid, x: x, y: y, width: width, height: height, value: value)
    case .noise(let deviation, let seed):
      fer_pixels_noise(
        samples, grid.width * grid.height, Int32(grid.channels), grid.layout == .planar ? 1 : 0,
        Self.noiseFactor(deviation: deviation), seed)
    }
  }

  private static func warp(
    _ grid: PixelGrid, _ map: AffineMap, _ border: Border,
    _ scratch: UnsafeMutableBufferPointer<UInt8>
  ) {
    guard let samples = grid.samples.baseAddress, let target = scratch.baseAddress else { return }
    let isPlanar = grid.layout == .planar
    let (planes, channels) = isPlanar ? (grid.channels, 1) : (1, grid.channels)
    let (width, height) = (Int32(grid.width), Int32(grid.height))
    var kernelMap = map.kernelMap(width: grid.width, height: grid.height)
    for plane in 0..<planes {
      let offset = plane * grid.width * grid.height
      if map == .mirror {
        fer_pixels_flip(samples + offset, target + offset, width, height, Int32(channels))
      } else {
        fer_pixels_warp(
          samples + offset, target + offset, width, height, Int32(channels), &kernelMap,
          border.kernelRule)
      }
    }
    samples.update(from: target, count: grid.samples.count)
  }

  private static func erase(
    _ grid: PixelGrid, x: Int, y: Int, width: Int, height: Int, value: UInt8
  ) {
    func pixels(_ share: Int, of side: Int) -> Int {
      max(0, min(side, (share * side + 5000) / 10000))
    }
    let columns = pixels(x, of: grid.width)..<pixels(max(x, x + width), of: grid.width)
    let rows = pixels(y, of: grid.height)..<pixels(max(y, y + height), of: grid.height)
    let isPlanar = grid.layout == .planar
    let (planes, channels) = isPlanar ? (grid.channels, 1) : (1, grid.channels)
    for plane in 0..<planes {
      for row in rows {
        let start = (plane * grid.height + row) * grid.width
        let run =
          ((start + columns.lowerBound) * channels)..<((start + columns.upperBound) * channels)
        grid.samples[run].update(repeating: value)
      }
    }
  }
}

extension Border {
  var kernelRule: Int32 {
    switch self {
    case .reflect: Int32(FER_BORDER_REFLECT)
    case .edge: Int32(FER_BORDER_EDGE)
    case .black: Int32(FER_BORDER_BLACK)
    }
  }
}
