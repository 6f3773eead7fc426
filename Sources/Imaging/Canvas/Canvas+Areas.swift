/// Areas whose edges lie between pixels.
extension Canvas {
  /// Fills a rectangle between two corners, its edges smoothed in steps of 1/16.
  public mutating func fill(from start: CanvasPoint, to end: CanvasPoint, _ color: Color) {
    let (left, right) = (min(start.x, end.x), max(start.x, end.x))
    let (top, bottom) = (min(start.y, end.y), max(start.y, end.y))
    blend(
      left: left >> 4, top: top >> 4, right: (right + 15) >> 4, bottom: (bottom + 15) >> 4, color
    ) { x, y in
      let across = max(0, min(right, x * 16 + 16) - max(left, x * 16))
      let down = max(0, min(bottom, y * 16 + 16) - max(top, y * 16))
      return (across * down + 8) / 16
    }
  }

  /// Fills what lies inside a closed outline by the even-odd rule, smoothed with 16 places a pixel.
  public mutating func fill(_ corners: [CanvasPoint], _ color: Color) {
    guard let first = corners.first else { return }
    let edges = zip(corners, corners.dropFirst() + [first]).filter { $0.0.y != $0.1.y }
    let (xs, ys) = (corners.map(\.x), corners.map(\.y))
    blend(
      left: (xs.min() ?? 0) >> 4, top: (ys.min() ?? 0) >> 4, right: (xs.max() ?? 0) >> 4 + 1,
      bottom: (ys.max() ?? 0) >> 4 + 1, color
    ) { x, y in
      (0..<16).reduce(0) { sum, place in
        let (px, py) = (x * 16 + place % 4 * 4 + 2, y * 16 + place / 4 * 4 + 2)
        let isInside = edges.reduce(false) { isInside, edge in
          let (a, b) = edge.0.y < edge.1.y ? (edge.0, edge.1) : (edge.1, edge.0)
          guard py >= a.y, py < b.y else { return isInside }
          // The edge's x at this height is right of the place.
          return (b.x - a.x) * (py - a.y) > (px - a.x) * (b.y - a.y) ? !isInside : isInside
        }
        return isInside ? sum + 1 : sum
      }
    }
  }
}
