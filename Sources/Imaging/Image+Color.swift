internal import CPixelKernels

extension Image {
  /// The image in gray: `(19595 R + 38470 G + 7471 B + 32768) >> 16`, BT.601's luma weights.
  ///
  /// A gray image is returned as it is.
  public func grayscale() -> Image {
    guard channels == 3 else { return self }
    let gray = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, initialized in
      withPixels { fer_pixels_luma($0.baseAddress, buffer.baseAddress, width * height) }
      initialized = width * height
    }
    return Image(checkedWidth: width, height: height, channels: 1, pixels: gray)
  }

  /// The image with three channels; a gray one repeats its samples.
  public func rgb() -> Image {
    guard channels == 1 else { return self }
    let samples = [UInt8](unsafeUninitializedCapacity: pixels.count * 3) { buffer, initialized in
      withPixels { gray in
        for index in gray.indices {
          buffer[3 * index] = gray[index]
          buffer[3 * index + 1] = gray[index]
          buffer[3 * index + 2] = gray[index]
        }
      }
      initialized = pixels.count * 3
    }
    return Image(checkedWidth: width, height: height, channels: 3, pixels: samples)
  }
}
