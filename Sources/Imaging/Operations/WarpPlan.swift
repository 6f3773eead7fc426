internal import CPixelKernels

/// A warp of one image or plane, ready for the kernel.
struct WarpPlan {
  private let shape: fer_pixels_warp_shape
  private let map: fer_pixels_map
  private let isMirror: Bool

  /// A warp about the centre that keeps the size.
  init(
    _ map: AffineMap, width: Int, height: Int, border: Border, _ interpolation: Interpolation
  ) {
    self.map = map.kernelMap(
      from: (width, height), to: (width, height), interpolation: interpolation)
    shape = Self.shape((width, height), (width, height), border, interpolation)
    isMirror = map == .mirror
  }

  /// A warp that gives another size: the map leads from the target's centre to positions in 1/65536 pixel
  /// from (`x`, `y`), in the same unit, from the centre of the upper left source pixel.
  init(
    _ map: AffineMap, around center: (x: Int64, y: Int64), from: (width: Int, height: Int),
    to: (width: Int, height: Int), border: Border
  ) {
    self.map = map.kernelMap(around: center, to: to, interpolation: .bilinear)
    shape = Self.shape(from, to, border, .bilinear)
    isMirror = false
  }

  private static func shape(
    _ from: (width: Int, height: Int), _ to: (width: Int, height: Int), _ border: Border,
    _ interpolation: Interpolation
  ) -> fer_pixels_warp_shape {
    var (rule, value): (Int32, UInt8) = (Int32(FER_BORDER_REFLECT), 0)
    switch border {
    case .reflect: break
    case .edge: rule = Int32(FER_BORDER_EDGE)
    case .constant(let constant): (rule, value) = (Int32(FER_BORDER_CONSTANT), constant)
    }
    return fer_pixels_warp_shape(
      width: Int32(from.width), height: Int32(from.height), toWidth: Int32(to.width),
      toHeight: Int32(to.height), border: rule, nearest: interpolation == .nearest ? 1 : 0,
      value: value)
  }

  /// Warps interleaved samples; `from` and `to` must not overlap.
  func run(from: UnsafePointer<UInt8>, to: UnsafeMutablePointer<UInt8>, channels: Int) {
    if isMirror {
      fer_pixels_flip(from, to, shape.width, shape.height, Int32(channels))
      return
    }
    withUnsafePointer(to: shape) { shape in
      withUnsafePointer(to: map) { fer_pixels_warp(from, to, Int32(channels), shape, $0) }
    }
  }
}
