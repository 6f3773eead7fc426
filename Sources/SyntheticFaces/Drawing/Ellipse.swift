/// An axis-aligned ellipse, by a first-order distance (exact on the outline).
struct Ellipse: Shape {
  var x: Float
  var y: Float
  var radiusX: Float
  var radiusY: Float

  var bounds: Box {
    Box(minX: x - radiusX, minY: y - radiusY, maxX: x + radiusX, maxY: y + radiusY)
  }

  @inline(__always)
  func distance(_ px: Float, _ py: Float) -> Float {
    let u = (px - x) / radiusX
    let v = (py - y) / radiusY
    let level = (u * u + v * v).squareRoot()
    let gu = u / radiusX
    let gv = v / radiusY
    let slope = (gu * gu + gv * gv).squareRoot()
    return slope < 1e-6 ? -min(radiusX, radiusY) : level * (level - 1) / slope
  }

  @inline(__always)
  func coverage(_ px: Float, _ py: Float, edge: Float) -> Float {
    ramp(distance(px, py), edge)
  }
}

/// The outline of an ellipse, drawn with a pen.
struct EllipseOutline: Shape {
  var ellipse: Ellipse
  var width: Float

  var bounds: Box {
    let box = ellipse.bounds
    return Box(
      minX: box.minX - width, minY: box.minY - width, maxX: box.maxX + width,
      maxY: box.maxY + width)
  }

  @inline(__always)
  func coverage(_ x: Float, _ y: Float, edge: Float) -> Float {
    line(ellipse.distance(x, y), width: width, edge: edge)
  }
}

/// Coverage of a line `width` wide at `distance` from its middle; right for lines thinner than a pixel.
@inline(__always)
func line(_ distance: Float, width: Float, edge: Float) -> Float {
  let half = width * 0.5
  let low = max(distance - edge * 0.5, -half)
  let high = min(distance + edge * 0.5, half)
  return max(high - low, 0) / edge
}

/// A cushion of paint that fades from its middle to its rim, for shadows and blush.
struct Blob: Shape {
  var x: Float
  var y: Float
  var radiusX: Float
  var radiusY: Float

  var bounds: Box {
    Box(minX: x - radiusX, minY: y - radiusY, maxX: x + radiusX, maxY: y + radiusY)
  }

  @inline(__always)
  func coverage(_ px: Float, _ py: Float, edge: Float) -> Float {
    let u = (px - x) / radiusX
    let v = (py - y) / radiusY
    let rest = max(0, 1 - u * u - v * v)
    return rest * rest
  }
}
