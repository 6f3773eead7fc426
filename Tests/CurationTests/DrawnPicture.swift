import Imaging

/// Pictures drawn for the checks: a sound one, and changes of it.
enum DrawnPicture {
  /// A bright oval with a texture and dark marks on a slope: sound by every check of the faces' preset.
  static func sound(side: Int = 48, seed: Int = 1) throws -> Image {
    try make(side, side) { x, y in
      let (dx, dy) = (2 * x - side + seed % 5, 2 * y - side)
      let isInside = dx * dx * 4 + dy * dy * 3 < side * side * 3
      let isMark = abs(dy + side / 4) < 4 && abs(abs(dx) - side / 3) < 7 || abs(dy - side / 3) < 3
      let texture = noise(x, y, seed) % 29 - 14
      let base = isInside ? (isMark ? 50 : 150 + dx / 2) : 70 + y
      return base + texture
    }
  }

  /// Soft spots of many sizes at places that follow from a number: alike where they are laid over each other
  /// rightly, and only there.
  static func spotted(_ number: Int, side: Int = 48) throws -> Image {
    let spots = (0..<40).map { spot in
      (0..<4).map { noise(spot, $0, number) }
    }
    return try make(side, side) { x, y in
      spots.reduce(128) { level, spot in
        let (dx, dy, size) = (x - spot[0] % side, y - spot[1] % side, 3 + spot[2] % 40)
        return level + (spot[3] % 160 - 80) * size / (size + dx * dx + dy * dy)
      }
    }
  }

  static func make(
    _ width: Int, _ height: Int, _ level: (_ x: Int, _ y: Int) -> Int
  ) throws -> Image {
    var pixels: [UInt8] = []
    for y in 0..<height { for x in 0..<width { pixels.append(UInt8(clamping: level(x, y))) } }
    return try Image(width: width, height: height, channels: 1, pixels: pixels)
  }

  /// An image with every level changed.
  static func toned(_ image: Image, _ level: (Int) -> Int) throws -> Image {
    try make(image.width, image.height) { x, y in level(Int(image[x, y, 0])) }
  }

  /// The mean over a square of this radius, three times.
  static func blurred(_ image: Image, radius: Int) throws -> Image {
    var image = image
    for _ in 0..<3 {
      let source = image
      image = try make(image.width, image.height) { x, y in
        var (sum, count) = (0, 0)
        for row in max(0, y - radius)...min(source.height - 1, y + radius) {
          for column in max(0, x - radius)...min(source.width - 1, x + radius) {
            sum += Int(source[column, row, 0])
            count += 1
          }
        }
        return sum / count
      }
    }
    return image
  }

  /// A white page with lines of short strokes.
  static func page(side: Int = 48) throws -> Image {
    try make(side, side) { x, y in
      y % 12 == 6 && x > 4 && x < side - 9 && x % 7 < 5 ? 40 : 250
    }
  }

  /// A whole number from 0 up that looks like chance.
  static func noise(_ x: Int, _ y: Int, _ seed: Int) -> Int {
    var word = UInt64(truncatingIfNeeded: x &* 73_856_093 ^ y &* 19_349_663 ^ seed &* 83_492_791)
    word = (word ^ word >> 15) &* 0x2C1B_3C6D_297A_2D39
    word = (word ^ word >> 12) &* 0x297A_2D39_2C1B_3C6D
    return Int(word >> 33)
  }
}
