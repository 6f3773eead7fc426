public import Core

/// A place on a picture in 1/16 pixel, counted from the upper left corner of the upper left pixel.
public struct CanvasPoint: Hashable, Sendable {
  /// To the right.
  public let x: Int
  /// Down.
  public let y: Int

  /// A place in 1/16 pixel.
  public init(x: Int, y: Int) { (self.x, self.y) = (x, y) }
}

extension Canvas {
  /// Draws a straight line with round ends, smoothed in steps of 1/16.
  ///
  /// - Parameter thickness: In 1/16 pixel.
  public mutating func line(
    from start: CanvasPoint, to end: CanvasPoint, thickness: Int, _ color: Color
  ) {
    let (start, end) = (Self.bounded(start), Self.bounded(end))
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let squared = dx * dx + dy * dy
    let length = max(1, Self.root(squared))
    let reach = thickness / 2 + 16
    blend(
      left: (min(start.x, end.x) - reach) >> 4, top: (min(start.y, end.y) - reach) >> 4,
      right: (max(start.x, end.x) + reach) >> 4 + 1,
      bottom: (max(start.y, end.y) + reach) >> 4 + 1, color
    ) { x, y in
      // From the pixel's centre to the nearest place of the line.
      let (px, py) = (x * 16 + 8 - start.x, y * 16 + 8 - start.y)
      let along = min(max(px * dx + py * dy, 0), squared)
      let distance =
        squared == 0 || along == 0
        ? Self.root(px * px + py * py)
        : along == squared
          ? Self.root((px - dx) * (px - dx) + (py - dy) * (py - dy))
          : abs(px * dy - py * dx) / length
      return min(16, max(0, thickness / 2 + 8 - distance))
    }
  }

  /// Draws a closed outline through some places.
  public mutating func polygon(_ corners: [CanvasPoint], thickness: Int, _ color: Color) {
    for (index, corner) in corners.enumerated() {
      line(
        from: corner, to: corners[(index + 1) % corners.count], thickness: thickness, color)
    }
  }

  /// Fills a disc, smoothed in steps of 1/16.
  ///
  /// - Parameter radius: In 1/16 pixel.
  public mutating func disc(center: CanvasPoint, radius: Int, _ color: Color) {
    line(from: center, to: center, thickness: 2 * radius, color)
  }

  /// A place that products of four coordinates still hold; what lies so far out is not seen.
  private static func bounded(_ point: CanvasPoint) -> CanvasPoint {
    let far = 1 << 28
    return CanvasPoint(x: min(max(point.x, -far), far), y: min(max(point.y, -far), far))
  }

  /// The whole part of a square root.
  ///
  /// The hardware's root is the nearest `Double`, the same everywhere, and at most one off.
  private static func root(_ square: Int) -> Int {
    var root = Int(Double(square).squareRoot())
    while root * root > square { root -= 1 }
    while (root + 1) * (root + 1) <= square { root += 1 }
    return root
  }
}

extension CropFrame {
  /// The square's corners in 1/16 pixel: upper left, upper right, lower right, lower left of the face.
  public var corners: [CanvasPoint] {
    let angle = Double(tilt) / 1000 * Double.pi / 180
    let (sine, cosine) = (Elementary.sin(angle), Elementary.cos(angle))
    let half = Double(side) / 2
    return [(-half, -half), (half, -half), (half, half), (-half, half)].map { x, y in
      CanvasPoint(
        x: centerX + Int((x * cosine - y * sine).rounded()),
        y: centerY + Int((x * sine + y * cosine).rounded()))
    }
  }
}
