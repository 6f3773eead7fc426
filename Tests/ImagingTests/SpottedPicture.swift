/// Pictures of 48 by 48 pixels, drawn from a number.
enum SpottedPicture {
  /// Soft spots, dark and bright, on gray, with noise over them.
  static func pixels(
    _ number: UInt64, spots: Int, sizes: Range<Int>, noise: Int = 0
  ) -> [UInt8] {
    var state = number &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let drawn = (0..<spots).map { _ in
      (next(48), next(48), sizes.lowerBound + next(sizes.count), next(160) - 80)
    }
    return (0..<2304).map { place in
      let (x, y) = (place % 48, place / 48)
      var level = 128
      for (cx, cy, size, height) in drawn {
        let distance = (x - cx) * (x - cx) + (y - cy) * (y - cy)
        level += height * size / (size + distance)
      }
      return UInt8(clamping: level + next(noise + 1) - noise / 2)
    }
  }
}
