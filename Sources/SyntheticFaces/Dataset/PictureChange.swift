internal import Core
internal import Imaging

/// What is done to a picture, with its numbers.
enum PictureChange: Hashable, Sendable {
  case recompressed(quality: Int)
  /// To so many thousandths of its size.
  case rescaled(permille: Int)
  /// So many pixels cut off at the left, the top, the right and the bottom, then back to its size.
  case cropped(left: Int, top: Int, right: Int, bottom: Int)
  /// `level · permille / 1000 + offset`, clamped.
  case toned(permille: Int, offset: Int)
  /// Noise near to normal of so many levels' deviation.
  case noised(sigma: Int, seed: UInt64)
  case mirrored
  case turned(quarters: Int)
  case watermarked(corner: Int, seed: UInt64)
  case enlarged(times: Int)
  case squeezed(permille: Int)

  /// Draws the numbers of a defect.
  static func draw(_ defect: PlantedDefect, using luck: inout Luck) -> PictureChange {
    let (first, second) = (luck.index(below: 1000), luck.index(below: 1000))
    let seed = luck.nextUInt64()
    switch defect {
    case .recompressed: return .recompressed(quality: 30 + first % 61)
    case .rescaled:
      let step = 50 + first % 51
      return .rescaled(permille: second.isMultiple(of: 2) ? 1000 + step : 1000 - step)
    case .cropped:
      let sides = [2 + first % 3, 2 + first / 3 % 3, 2 + second % 3, 2 + second / 3 % 3]
      return .cropped(left: sides[0], top: sides[1], right: sides[2], bottom: sides[3])
    case .relit:
      let step = 100 + first % 101
      return .toned(permille: second.isMultiple(of: 2) ? 1000 + step : 1000 - step, offset: 0)
    case .noised: return .noised(sigma: 4 + first % 5, seed: seed)
    case .quarterTurned: return .turned(quarters: 1 + first % 3)
    case .watermarked: return .watermarked(corner: first % 4, seed: seed)
    case .dark: return .toned(permille: 200 + first % 80, offset: 0)
    case .light: return .toned(permille: 250 + first % 80, offset: 172)
    case .lowContrast: return .toned(permille: 180 + first % 60, offset: 80 + second % 40)
    case .noisy: return .noised(sigma: 24 + first % 9, seed: seed)
    case .oddSize: return .enlarged(times: 3)
    case .oddAspect: return .squeezed(permille: 400 + first % 150)
    default: return .mirrored
    }
  }

  /// In words, for the answer key.
  var note: String {
    switch self {
    case .recompressed(let quality): "encoded again with quality \(quality)"
    case .rescaled(let permille): "rescaled to \(permille) permille"
    case .cropped(let left, let top, let right, let bottom):
      "cropped by \(left) \(top) \(right) \(bottom) pixels"
    case .toned(let permille, let offset): "levels times \(permille) permille plus \(offset)"
    case .noised(let sigma, _): "noise of \(sigma) levels"
    case .mirrored: "mirrored"
    case .turned(let quarters): "turned by \(quarters) quarters"
    case .watermarked(let corner, _): "a mark in corner \(corner)"
    case .enlarged(let times): "\(times) times the size"
    case .squeezed(let permille): "squeezed to \(permille) permille of its width"
    }
  }

  /// The picture after the change; for a new encoding the picture itself.
  func apply(to image: Image) throws(ImageError) -> Image {
    switch self {
    case .recompressed: return image
    case .rescaled(let permille):
      return try image.resized(
        width: max(1, image.width * permille / 1000),
        height: max(1, image.height * permille / 1000))
    case .cropped(let left, let top, let right, let bottom):
      let box = PixelBox(
        x: left, y: top, width: image.width - left - right, height: image.height - top - bottom)
      return try image.cropped(to: box).resized(width: image.width, height: image.height)
    case .toned(let permille, let offset):
      let table = (0..<256).map { UInt8(clamping: ($0 * permille + 500) / 1000 + offset) }
      return try image.mapped { x, y, channel in table[Int(image[x, y, channel])] }
    case .noised(let sigma, let seed):
      var luck = LuckKey(seed: seed, purpose: "synth/noise").luck(for: 0, epoch: 0)
      return try image.mapped { x, y, channel in
        // The sum of four bytes has a deviation of 147.8.
        let word = luck.nextUInt32()
        let sum = Int(word & 255) + Int(word >> 8 & 255) + Int(word >> 16 & 255) + Int(word >> 24)
        return UInt8(clamping: Int(image[x, y, channel]) + (sum - 510) * sigma / 148)
      }
    case .mirrored: return try image.stored(orientation: 2)
    case .turned(let quarters): return try image.stored(orientation: [6, 3, 8][(quarters - 1) % 3])
    case .watermarked(let corner, let seed): return try marked(image, corner: corner, seed: seed)
    case .enlarged(let times):
      return try image.resized(width: image.width * times, height: image.height * times)
    case .squeezed(let permille):
      return try image.resized(
        width: max(1, image.width * permille / 1000), height: image.height)
    }
  }

  /// A grid of light and dark strokes, a fifth of the picture wide and a tenth high.
  private func marked(_ image: Image, corner: Int, seed: UInt64) throws(ImageError) -> Image {
    let (width, height) = (max(4, image.width / 5), max(2, image.height / 10))
    let left = corner.isMultiple(of: 2) ? 1 : image.width - width - 1
    let top = corner < 2 ? 1 : image.height - height - 1
    return try image.mapped { x, y, channel in
      let level = Int(image[x, y, channel])
      guard (left..<left + width).contains(x), (top..<top + height).contains(y) else {
        return UInt8(level)
      }
      let isInk = seed >> UInt64(((y - top) * width + x - left) % 64) & 1 == 1
      return UInt8((level + 2 * (isInk ? 240 : 30)) / 3)
    }
  }
}
