internal import Core
internal import Imaging

/// Draws what a web site shows instead of a picture: lines of text, or a sign.
enum Placeholder {
  static func draw(side: Int, isColored: Bool, seed: UInt64) throws(ImageError) -> Image {
    var luck = LuckKey(seed: seed, purpose: "synth/placeholder").luck(for: 0, epoch: 0)
    let isSign = luck.unit() < 0.4
    let (paper, ink): (UInt8, UInt8) = isSign ? (4, 236) : (250, UInt8(20 + luck.index(below: 120)))
    let channels = isColored ? 3 : 1
    var samples = [UInt8](repeating: paper, count: side * side * channels)
    func set(_ x: Int, _ y: Int) {
      guard (0..<side).contains(x), (0..<side).contains(y) else { return }
      for channel in 0..<channels { samples[(y * side + x) * channels + channel] = ink }
    }
    if isSign {
      let size = side / 4 + luck.index(below: max(1, side / 6))
      let left = side / 6 + luck.index(below: max(1, side / 3))
      let top = side / 6 + luck.index(below: max(1, side / 3))
      for row in 0..<size {
        // The two sides of a triangle, and its foot.
        for stroke in 0..<max(1, side / 24) {
          set(left + (size - row) / 2 + stroke, top + row)
          set(left + (size + row) / 2 - stroke, top + row)
          set(left + row, top + size - 1 - stroke)
        }
      }
    } else {
      let lines = 2 + luck.index(below: 4)
      let step = side / (lines + 1)
      for line in 1...lines {
        var x = 2 + luck.index(below: max(1, side / 8))
        let end = side - luck.index(below: max(1, side / 3))
        while x < end {
          let word = 2 + luck.index(below: 5)
          for offset in 0..<word where luck.unit() < 0.8 {
            set(x + offset, line * step)
            set(x + offset, line * step + 1)
          }
          x += word + 2
        }
      }
    }
    return try Image(width: side, height: side, channels: channels, pixels: samples)
  }
}
