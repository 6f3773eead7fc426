import Core
import Imaging

/// A rotation in plain floating point, to compare the kernel with.
enum PlainWarp {
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
    let outsideValue: Double = if case .constant(let value) = border { Double(value) } else { 0 }
    func value(_ column: Double, _ row: Double) -> Double {
      guard let inX = inside(Int(column), image.width, border),
        let inY = inside(Int(row), image.height, border)
      else { return outsideValue }
      return Double(image[inX, inY, channel])
    }
    let upper = value(left, top) * (1 - fx) + value(left + 1, top) * fx
    let lower = value(left, top + 1) * (1 - fx) + value(left + 1, top + 1) * fx
    return upper * (1 - fy) + lower * fy
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
