internal import CPixelKernels
internal import Core

/// A map from target positions to source positions, both relative to the image's centre, in pixels
/// (x to the right, y down).
///
/// `source = (xx · x + xy · y + x0, yx · x + yy · y + y0)`. Several maps compose into one, so that several
/// geometric steps resample the image once.
public struct AffineMap: Hashable, Sendable {
  let (xx, xy, yx, yy): (Double, Double, Double, Double)
  let (x0, y0): (Double, Double)

  private init(xx: Double, xy: Double, yx: Double, yy: Double, x0: Double = 0, y0: Double = 0) {
    (self.xx, self.xy, self.yx, self.yy, self.x0, self.y0) = (xx, xy, yx, yy, x0, y0)
  }

  /// Every position onto itself.
  public static let identity = AffineMap(xx: 1, xy: 0, yx: 0, yy: 1)

  /// Left and right exchanged.
  public static let mirror = AffineMap(xx: -1, xy: 0, yx: 0, yy: 1)

  /// The picture turned counter-clockwise.
  public static func rotation(degrees: Double) -> AffineMap {
    let angle = degrees * Double.pi / 180
    let (sine, cosine) = (Elementary.sin(angle), Elementary.cos(angle))
    return AffineMap(xx: cosine, xy: -sine, yx: sine, yy: cosine)
  }

  /// The picture moved to the right and down, in pixels.
  public static func translation(x: Double, y: Double) -> AffineMap {
    AffineMap(xx: 1, xy: 0, yx: 0, yy: 1, x0: -x, y0: -y)
  }

  /// The picture enlarged about its centre by a factor above 0.
  public static func zoom(_ factor: Double) -> AffineMap {
    AffineMap(xx: 1 / factor, xy: 0, yx: 0, yy: 1 / factor)
  }

  /// The picture sheared about its centre: a pixel at (x, y) moves to (x + horizontal · y, y + vertical · x).
  ///
  /// The product of the two shares must be below 1.
  public static func shear(horizontal: Double, vertical: Double) -> AffineMap {
    let scale = 1 - horizontal * vertical
    return AffineMap(
      xx: 1 / scale, xy: -horizontal / scale, yx: -vertical / scale, yy: 1 / scale)
  }

  /// The part of an image of this size that has a share of its sides, above 0, and its upper left corner at
  /// shares of the free room, enlarged to the whole.
  public static func crop(
    share: Double, x: Double, y: Double, width: Int, height: Int
  ) -> AffineMap {
    AffineMap(
      xx: share, xy: 0, yx: 0, yy: share, x0: (x - 0.5) * ((1 - share) * Double(width)),
      y0: (y - 0.5) * ((1 - share) * Double(height)))
  }

  /// The map of this change followed by `next`.
  public func followed(by next: AffineMap) -> AffineMap {
    AffineMap(
      xx: xx * next.xx + xy * next.yx, xy: xx * next.xy + xy * next.yy,
      yx: yx * next.xx + yy * next.yx, yy: yx * next.xy + yy * next.yy,
      x0: xx * next.x0 + xy * next.y0 + x0, y0: yx * next.x0 + yy * next.y0 + y0)
  }

  /// The map in 1/65536 pixel between images of one size, from centre to centre.
  func kernelMap(
    from: (width: Int, height: Int), to: (width: Int, height: Int), interpolation: Interpolation
  ) -> fer_pixels_map {
    let center = (x: Int64(from.width - 1) << 15, y: Int64(from.height - 1) << 15)
    return kernelMap(around: center, to: to, interpolation: interpolation)
  }

  /// Where the upper left pixel of an image of this size reads, and the steps to the right and down, in
  /// 1/65536 pixel and with what is added for rounding: what the kernel is given, for a plain one beside it.
  package func positions(
    width: Int, height: Int, _ interpolation: Interpolation
  ) -> (origin: SIMD2<Int>, right: SIMD2<Int>, down: SIMD2<Int>) {
    let map = kernelMap(
      from: (width, height), to: (width, height), interpolation: interpolation)
    return (
      [Int(map.originX), Int(map.originY)], [Int(map.stepXX), Int(map.stepYX)],
      [Int(map.stepXY), Int(map.stepYY)]
    )
  }

  /// The map in 1/65536 pixel from target pixels, counted from the upper left one, to source positions.
  ///
  /// Steps and offset are rounded to the nearest. Positions are cut to the fraction that the kernel reads
  /// (8 bits, or none for the nearest pixel); half of that is added, so that cutting rounds. The identity and
  /// the mirror stay exact.
  func kernelMap(
    around center: (x: Int64, y: Int64), to: (width: Int, height: Int),
    interpolation: Interpolation
  ) -> fer_pixels_map {
    func fixed(_ value: Double) -> Int64 { Int64((value * 65536).rounded()) }
    let (w, h) = (Int64(to.width - 1), Int64(to.height - 1))
    let (fxx, fxy, fyx, fyy) = (fixed(xx), fixed(xy), fixed(yx), fixed(yy))
    let half: Int64 = interpolation == .nearest ? 32768 : 128
    return fer_pixels_map(
      originX: (2 * center.x - fxx * w - fxy * h) >> 1 + fixed(x0) + half,
      originY: (2 * center.y - fyy * h - fyx * w) >> 1 + fixed(y0) + half,
      stepXX: fxx, stepYX: fyx, stepXY: fxy, stepYY: fyy)
  }
}
