internal import CPixelKernels

extension Image {
  /// The image at another size.
  ///
  /// Separable and in fixed point: first across, to 1/64, then down, to whole samples; each is rounded
  /// to the nearest (halves up) from weights of 1/16384. The same size gives the same image.
  /// - Throws: ``ImageError/invalidShape(width:height:channels:samples:)`` for a side out of range.
  public func resized(
    width newWidth: Int, height newHeight: Int, filter: ResizeFilter = .automatic
  ) throws(ImageError) -> Image {
    let count = try Image.sampleCount(
      width: newWidth, height: newHeight, channels: channels, given: 0)
    if newWidth == width, newHeight == height { return self }
    let across = ResizeAxis(from: width, to: newWidth, filter: filter)
    let isSquare = width == height && newWidth == newHeight
    let down = isSquare ? across : ResizeAxis(from: height, to: newHeight, filter: filter)
    let samples = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      resize(across, down, newWidth * channels, into: target)
      initialized = count
    }
    return Image(checkedWidth: newWidth, height: newHeight, channels: channels, pixels: samples)
  }

  /// Lends the samples of the image at another size, whose axes the caller has made.
  func withResized<Result>(
    _ across: ResizeAxis, _ down: ResizeAxis, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if across.count == width, down.count == height { return withPixels(body) }
    let rowSamples = across.count * channels
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: rowSamples * down.count) {
      resize(across, down, rowSamples, into: $0)
      return body(UnsafeBufferPointer($0))
    }
  }

  private func resize(
    _ across: ResizeAxis, _ down: ResizeAxis, _ rowSamples: Int,
    into target: UnsafeMutableBufferPointer<UInt8>
  ) {
    withUnsafeTemporaryAllocation(of: Int16.self, capacity: rowSamples * height) { rows in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: rowSamples) { sums in
        withPixels { source in
          across.withKernelAxis { axis in
            fer_pixels_resize_across(
              source.baseAddress, Int32(width), Int32(height), Int32(channels), &axis,
              rows.baseAddress)
          }
        }
        down.withKernelAxis { axis in
          fer_pixels_resize_down(
            rows.baseAddress, Int32(rowSamples), &axis, sums.baseAddress, target.baseAddress)
        }
      }
    }
  }
}
