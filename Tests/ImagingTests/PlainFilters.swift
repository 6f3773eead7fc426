import Core
import Imaging

/// The filters in plain code, to compare the kernels with.
enum PlainFilters {
  /// The sample at a position, mirrored outside without repeating the edge.
  static func sample(_ image: Image, _ x: Int, _ y: Int, _ channel: Int) -> Int {
    Int(image[folded(x, image.width), folded(y, image.height), channel])
  }

  private static func folded(_ position: Int, _ count: Int) -> Int {
    guard count > 1 else { return 0 }
    var position = position
    while position < 0 || position >= count {
      position = position < 0 ? -position : 2 * (count - 1) - position
    }
    return position
  }

  /// An image made sample by sample.
  static func each(_ image: Image, _ body: (Int, Int, Int) -> Int) throws -> Image {
    var pixels: [UInt8] = []
    for y in 0..<image.height {
      for x in 0..<image.width {
        for channel in 0..<image.channels { pixels.append(UInt8(clamping: body(x, y, channel))) }
      }
    }
    return try Image(
      width: image.width, height: image.height, channels: image.channels, pixels: pixels)
  }

  /// The whole window at once: the sum of all products, rounded once.
  static func gaussian(_ image: Image, sigma: Double) throws -> Image {
    let weights = GaussianWeights(sigma: sigma).values.map { Int($0) }
    let radius = weights.count - 1
    return try each(image) { x, y, channel in
      var sum = 0
      for dy in -radius...radius {
        for dx in -radius...radius {
          sum += weights[abs(dx)] * weights[abs(dy)] * sample(image, x + dx, y + dy, channel)
        }
      }
      return (sum + 32768) >> 16
    }
  }

  /// The exact mean of the bilateral filter in double precision.
  static func bilateral(
    _ image: Image, x: Int, y: Int, channel: Int, diameter: Int, color: Double, space: Double
  ) -> Double {
    let radius = diameter / 2
    var (sum, total) = (0.0, 0.0)
    for dy in -radius...radius {
      for dx in -radius...radius where dx * dx + dy * dy <= radius * radius {
        var difference = 0
        for c in 0..<image.channels {
          difference += abs(sample(image, x + dx, y + dy, c) - sample(image, x, y, c))
        }
        let levels = Double(difference * difference) / (2 * color * color)
        let weight = Elementary.exp(-levels - Double(dx * dx + dy * dy) / (2 * space * space))
        sum += weight * Double(sample(image, x + dx, y + dy, channel))
        total += weight
      }
    }
    return sum / total
  }

  /// Non-local means pixel by pixel, with OpenCV's integer weights.
  static func nonLocalMeans(
    _ image: Image, strength: Double, template: Int, search: Int
  ) throws -> Image {
    var power = 1
    while power < template * template { power *= 2 }
    let one = Int(Int32.max) / (search * search * 255)
    func weight(_ squares: Int) -> Int {
      let mean = Double(squares / power) * (Double(power) / Double(template * template))
      let share = Elementary.exp(-mean / (strength * strength * Double(image.channels)))
      let weight = (Double(one) * share).rounded(.toNearestOrEven)
      return weight < 0.001 * Double(one) ? 0 : Int(weight)
    }
    let (near, far) = (template / 2, search / 2)
    return try each(image) { x, y, channel in
      var (sum, total) = (0, 0)
      for dy in -far...far {
        for dx in -far...far {
          var squares = 0
          for ty in -near...near {
            for tx in -near...near {
              for c in 0..<image.channels {
                let difference =
                  sample(image, x + tx, y + ty, c) - sample(image, x + dx + tx, y + dy + ty, c)
                squares += difference * difference
              }
            }
          }
          let weight = weight(squares)
          sum += weight * sample(image, x + dx, y + dy, channel)
          total += weight
        }
      }
      return (sum + total / 2) / total
    }
  }

  /// CLAHE as OpenCV computes it: tile by tile, then pixel by pixel, in single precision.
  static func clahe(_ image: Image, clip: Double, tiles: Int) throws -> Image {
    let (columns, rows) = (min(tiles, image.width), min(tiles, image.height))
    let divides = image.width % columns == 0 && image.height % rows == 0
    let grown = divides ? 0 : 1
    let (wide, high) = (image.width / columns + grown, image.height / rows + grown)
    let gray = image.grayscale()
    let limit = max(1, Int(clip * Double(wide * high) / 256))
    var tables: [[UInt8]] = []
    for row in 0..<rows {
      for column in 0..<columns {
        var counts = [Int](repeating: 0, count: 256)
        for y in 0..<high {
          for x in 0..<wide { counts[sample(gray, column * wide + x, row * high + y, 0)] += 1 }
        }
        let cut = counts.reduce(0) { $0 + max(0, $1 - limit) }
        counts = counts.map { min($0, limit) + cut / 256 }
        let left = cut % 256
        for index in 0..<left { counts[index * (256 / left)] += 1 }
        var sum = 0
        tables.append(
          counts.map { count in
            sum += count
            return UInt8(
              clamping: Int((Float(sum) * (255 / Float(wide * high))).rounded(.toNearestOrEven)))
          })
      }
    }
    func places(_ position: Int, _ size: Int, _ count: Int) -> (Int, Int, Float) {
      let exact = Float(position) * (1 / Float(size)) - 0.5
      let before = exact.rounded(.down)
      return (max(0, Int(before)), min(count - 1, Int(before) + 1), exact - before)
    }
    return try each(image) { x, y, channel in
      let value = Int(image[x, y, channel])
      let (left, right, shareX) = places(x, wide, columns)
      let (top, bottom, shareY) = places(y, high, rows)
      func level(_ row: Int, _ column: Int) -> Float {
        Float(tables[row * columns + column][value])
      }
      let upper = level(top, left) * (1 - shareX) + level(top, right) * shareX
      let lower = level(bottom, left) * (1 - shareX) + level(bottom, right) * shareX
      return Int((upper * (1 - shareY) + lower * shareY).rounded(.toNearestOrEven))
    }
  }
}
