internal import Imaging

extension Image {
  /// The image moved by whole pixels; the edge it leaves is repeated.
  func moved(x: Int, y: Int) throws(ImageError) -> Image {
    try mapped { column, row, channel in
      self[
        min(max(column - x, 0), width - 1), min(max(row - y, 0), height - 1), channel]
    }
  }

  /// The image blurred by square boxes, several times in a row.
  func boxBlurred(radius: Int, passes: Int) throws(ImageError) -> Image {
    var image = self
    for _ in 0..<passes {
      image = try image.blurredLine(radius: radius, stepX: 1, stepY: 0)
      image = try image.blurredLine(radius: radius, stepX: 0, stepY: 1)
    }
    return image
  }

  private func blurredLine(radius: Int, stepX: Int, stepY: Int) throws(ImageError) -> Image {
    let taps = 2 * radius + 1
    return try mapped { column, row, channel in
      var sum = taps / 2
      for offset in -radius...radius {
        let x = min(max(column + offset * stepX, 0), width - 1)
        let y = min(max(row + offset * stepY, 0), height - 1)
        sum += Int(self[x, y, channel])
      }
      return UInt8(sum / taps)
    }
  }

  func mapped(
    _ sample: (_ column: Int, _ row: Int, _ channel: Int) -> UInt8
  ) throws(ImageError) -> Image {
    var samples: [UInt8] = []
    samples.reserveCapacity(pixels.count)
    for row in 0..<height {
      for column in 0..<width {
        for channel in 0..<channels { samples.append(sample(column, row, channel)) }
      }
    }
    return try Image(width: width, height: height, channels: channels, pixels: samples)
  }
}
