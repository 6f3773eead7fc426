import Core
import Imaging

/// Warps in plain code, to compare the kernel with.
enum PlainWarp {
  /// A rotation in floating point: what the kernel means.
  static func sample(
    _ image: Image, x: Int, y: Int, channel: Int, degrees: Double, border: Border
  ) -> Double {
    let angle = degrees * Double.pi / 180
    let (sine, cosine) = (Elementary.sin(angle), Elementary.cos(angle))
    let (centerX, centerY) = (Double(image.width - 1) / 2, Double(image.height - 1) / 2)
    let (dx, dy) = (Double(x) - centerX, Double(y) - centerY)
    let sourceX = dx * cosine - dy * sine + centerX
    let sourceY = dx * sine + dy * cosine + centerY
    let (left, top) = (sourceX.rounded(.down), sourceY.rounded(.down))
    let (fx, fy) = (sourceX - left, sourceY - top)
    func value(_ column: Double, _ row: Double) -> Double {
      Double(read(image, Int(column), Int(row), channel, border))
    }
    let upper = value(left, top) * (1 - fx) + value(left + 1, top) * fx
    let lower = value(left, top + 1) * (1 - fx) + value(left + 1, top + 1) * fx
    return upper * (1 - fy) + lower * fy
  }

  /// A warp as the kernel is defined, to the byte: positions in 1/65536 pixel, fractions cut to 8 bits.
  static func exact(
    _ image: Image, _ map: AffineMap, _ border: Border, _ interpolation: Interpolation
  ) -> [UInt8] {
    let places = map.positions(width: image.width, height: image.height, interpolation)
    var result: [UInt8] = []
    for y in 0..<image.height {
      for x in 0..<image.width {
        let place = places.origin &+ places.right &* x &+ places.down &* y
        let (column, row) = (place.x >> 16, place.y >> 16)
        let (fx, fy) = (place.x >> 8 & 255, place.y >> 8 & 255)
        for channel in 0..<image.channels {
          func value(_ dx: Int, _ dy: Int) -> Int {
            Int(read(image, column + dx, row + dy, channel, border))
          }
          if interpolation == .nearest {
            result.append(UInt8(value(0, 0)))
            continue
          }
          let upper = value(0, 0) * (256 - fx) + value(1, 0) * fx
          let lower = value(0, 1) * (256 - fx) + value(1, 1) * fx
          result.append(UInt8((upper * (256 - fy) + lower * fy + 32768) >> 16))
        }
      }
    }
    return result
  }

  private static func read(
    _ image: Image, _ column: Int, _ row: Int, _ channel: Int, _ border: Border
  ) -> UInt8 {
    guard let x = inside(column, image.width, border), let y = inside(row, image.height, border)
    else {
      if case .constant(let value) = border { return value }
      return 0
    }
    return image[x, y, channel]
  }

  private static func inside(_ position: Int, _ count: Int, _ border: Border) -> Int? {
    if (0..<count).contains(position) { return position }
    switch border {
    case .constant: return nil
    case .edge: return position < 0 ? 0 : count - 1
    case .reflect:
      guard count > 1 else { return 0 }
      var folded = position
      while folded < 0 || folded >= count {
        folded = folded < 0 ? -folded : 2 * (count - 1) - folded
      }
      return folded
    }
  }
}
