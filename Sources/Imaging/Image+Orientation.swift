internal import CPixelKernels
public import Core

extension Image {
  /// The image turned so that its top is up, given the EXIF orientation it was stored with.
  ///
  /// Orientations 5 to 8 swap width and height.
  /// - Throws: ``ImageError/invalidOrientation(_:)`` outside 1…8.
  public func rotatedUpright(orientation: Int) throws(ImageError) -> Image {
    guard (1...8).contains(orientation) else { throw .invalidOrientation(orientation) }
    if orientation == 1 { return self }
    let (w, h) = (width, height)
    // The source pixel of target (0, 0), and the steps of the source index along a target row and
    // down a target column.
    let (origin, right, down): (Int, Int, Int) =
      switch orientation {
      case 2: (w - 1, -1, w)
      case 3: (w * h - 1, -1, -w)
      case 4: (w * (h - 1), 1, -w)
      case 5: (0, w, 1)
      case 6: (w * (h - 1), -w, 1)
      case 7: (w * h - 1, -w, -1)
      default: (w - 1, w, -1)
      }
    let (columns, rows) = orientation < 5 ? (w, h) : (h, w)
    let samples = [UInt8](unsafeUninitializedCapacity: pixels.count) { target, initialized in
      withPixels { source in
        var next = 0
        for y in 0..<rows {
          var index = (origin + y * down) * channels
          for _ in 0..<columns {
            for channel in 0..<channels { target[next + channel] = source[index + channel] }
            next += channels
            index += right * channels
          }
        }
      }
      initialized = pixels.count
    }
    return Image(checkedWidth: columns, height: rows, channels: channels, pixels: samples)
  }

  /// The image as a file with this EXIF orientation stores it: the inverse of `rotatedUpright`.
  ///
  /// - Throws: ``ImageError/invalidOrientation(_:)`` outside 1…8.
  public func stored(orientation: Int) throws(ImageError) -> Image {
    // Quarter turns undo each other; all the others undo themselves.
    try rotatedUpright(orientation: orientation == 6 ? 8 : orientation == 8 ? 6 : orientation)
  }

  /// The image mirrored left to right.
  public func flippedHorizontally() -> Image {
    let samples = [UInt8](unsafeUninitializedCapacity: pixels.count) { target, initialized in
      withPixels { source in
        fer_pixels_flip(
          source.baseAddress, target.baseAddress, Int32(width), Int32(height), Int32(channels))
      }
      initialized = pixels.count
    }
    return Image(checkedWidth: width, height: height, channels: channels, pixels: samples)
  }

  /// The part of the image in a box.
  ///
  /// - Throws: ``ImageError/regionOutside(x:y:width:height:imageWidth:imageHeight:)`` unless the box
  ///   has pixels and lies inside the image.
  public func cropped(to box: PixelBox) throws(ImageError) -> Image {
    guard box.width >= 1, box.height >= 1, box.x >= 0, box.y >= 0, box.width <= width,
      box.height <= height, box.x <= width - box.width, box.y <= height - box.height
    else {
      throw .regionOutside(
        x: box.x, y: box.y, width: box.width, height: box.height, imageWidth: width,
        imageHeight: height)
    }
    var samples: [UInt8] = []
    samples.reserveCapacity(box.width * box.height * channels)
    for y in box.y..<(box.y + box.height) {
      let start = (y * width + box.x) * channels
      samples.append(contentsOf: pixels[start..<(start + box.width * channels)])
    }
    return Image(checkedWidth: box.width, height: box.height, channels: channels, pixels: samples)
  }
}
