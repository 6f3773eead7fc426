public import Core

extension Image {
  /// The longest side that a frame may cut, in pixels.
  public static let maximumFrameSide = 16384

  /// The square of a frame, `frame.pixelSide` pixels wide and high, turned level.
  ///
  /// Without a tilt the pixels are copied: the square's upper left corner is rounded to whole pixels (halves
  /// down and to the right), so that nothing is blurred. With a tilt the square is resampled about its exact
  /// centre, bilinear, pixel for pixel as large as in the image.
  /// - Parameter border: what lies outside the image.
  /// - Throws: ``ImageError/frameOutOfRange(centerX:centerY:side:tilt:)`` for a side below a pixel or above
  ///   ``maximumFrameSide``, a centre farther outside than any image reaches, or a tilt over half a turn.
  public func cropped(to frame: CropFrame, border: Border) throws(ImageError) -> Image {
    let reach = 16 * Image.maximumSide
    guard frame.side >= 16, frame.side <= 16 * Self.maximumFrameSide,
      (-180_000...180_000).contains(frame.tilt),
      (-reach...2 * reach).contains(frame.centerX), (-reach...2 * reach).contains(frame.centerY)
    else {
      throw .frameOutOfRange(
        centerX: frame.centerX, centerY: frame.centerY, side: frame.side, tilt: frame.tilt)
    }
    let side = frame.pixelSide
    func center(_ sixteenths: Int) -> Int64 {
      guard frame.tilt == 0 else { return Int64(sixteenths) << 12 - 32768 }
      let corner = (sixteenths - 8 * side + 8) >> 4
      return Int64(corner) << 16 + Int64(side - 1) << 15
    }
    let map: AffineMap =
      frame.tilt == 0 ? .identity : .rotation(degrees: Double(frame.tilt) / 1000)
    let plan = WarpPlan(
      map, around: (center(frame.centerX), center(frame.centerY)), from: (width, height),
      to: (side, side), border: border)
    let count = side * side * channels
    let samples = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      withPixels { source in
        if let from = source.baseAddress, let to = target.baseAddress {
          plan.run(from: from, to: to, channels: channels)
          initialized = count
        }
      }
    }
    return Image(checkedWidth: side, height: side, channels: channels, pixels: samples)
  }
}
