internal import Core

extension Image {
  /// The largest centred part of the image with the shape of `width` × `height`.
  ///
  /// The shorter side, seen from that shape, stays whole; the other is `(side · w + h / 2) / h`, rounded, at
  /// least 1. What is cut is halved; the odd pixel is cut at the right or at the bottom.
  func centredBox(width newWidth: Int, height newHeight: Int) -> PixelBox {
    var (columns, rows) = (width, height)
    if width * newHeight > height * newWidth {
      columns = min(width, max(1, (height * newWidth + newHeight / 2) / newHeight))
    } else {
      rows = min(height, max(1, (width * newHeight + newWidth / 2) / newWidth))
    }
    return PixelBox(
      x: (width - columns) / 2, y: (height - rows) / 2, width: columns, height: rows)
  }

  /// Where the whole image lies, centred, on a canvas of `width` × `height`, at the largest size it fits.
  ///
  /// One side of the canvas is filled; the other side of the picture is rounded, at least 1. What is left is
  /// halved; the odd pixel is left at the right or at the bottom.
  func letterbox(width newWidth: Int, height newHeight: Int) -> PixelBox {
    var (columns, rows) = (newWidth, newHeight)
    if width * newHeight > height * newWidth {
      rows = min(newHeight, max(1, (height * newWidth + width / 2) / width))
    } else {
      columns = min(newWidth, max(1, (width * newHeight + height / 2) / height))
    }
    return PixelBox(
      x: (newWidth - columns) / 2, y: (newHeight - rows) / 2, width: columns, height: rows)
  }

  /// The image on a larger canvas, with its upper left corner at the box's; the rest is filled.
  func onCanvas(width newWidth: Int, height newHeight: Int, at box: PixelBox, fill: LetterboxFill)
    -> Image
  {
    if box.width == newWidth, box.height == newHeight { return self }
    let background = fill.values(for: self)
    var samples: [UInt8] = []
    samples.reserveCapacity(newWidth * newHeight * channels)
    for y in 0..<newHeight {
      let row = min(max(y - box.y, 0), height - 1)
      let isBar = y < box.y || y >= box.y + box.height
      for x in 0..<newWidth {
        let column = min(max(x - box.x, 0), width - 1)
        let isOutside = isBar || x < box.x || x >= box.x + box.width
        for channel in 0..<channels {
          let inside = pixels[(row * width + column) * channels + channel]
          samples.append(isOutside ? background?[channel] ?? inside : inside)
        }
      }
    }
    return Image(checkedWidth: newWidth, height: newHeight, channels: channels, pixels: samples)
  }
}

/// What the bars of a letterbox hold.
public enum LetterboxFill: Hashable, Sendable {
  /// One level in all channels, 0 (black) … 255.
  case level(UInt8)
  /// The picture's nearest edge pixel.
  case edge
  /// The mean of each channel of the picture, rounded.
  case mean

  /// Black bars.
  public static let black = LetterboxFill.level(0)

  /// The samples of the bars by channel; nil for those of the edge.
  func values(for image: Image) -> [UInt8]? {
    switch self {
    case .edge: return nil
    case .level(let level): return [UInt8](repeating: level, count: image.channels)
    case .mean:
      let count = image.width * image.height
      return (0..<image.channels).map { channel in
        var sum = 0
        for index in 0..<count { sum += Int(image.pixels[index * image.channels + channel]) }
        return UInt8((sum + count / 2) / count)
      }
    }
  }
}
