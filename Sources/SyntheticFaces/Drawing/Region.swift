/// Everything above (smaller y than) the curve `offset + slope·x + bend·x²`.
struct AboveCurve: Shape {
  var offset: Float
  var slope: Float = 0
  var bend: Float = 0

  var bounds: Box { .everything }

  @inline(__always)
  func coverage(_ x: Float, _ y: Float, edge: Float) -> Float {
    let tilt = slope + 2 * bend * x
    let distance = (y - offset - (slope + bend * x) * x) / (1 + tilt * tilt).squareRoot()
    return ramp(distance, edge)
  }
}

/// A rectangle with round corners.
struct RoundedBox: Shape {
  var x: Float
  var y: Float
  var halfWidth: Float
  var halfHeight: Float
  var radius: Float

  var bounds: Box {
    Box(minX: x - halfWidth, minY: y - halfHeight, maxX: x + halfWidth, maxY: y + halfHeight)
  }

  @inline(__always)
  func distance(_ px: Float, _ py: Float) -> Float {
    let qx = abs(px - x) - halfWidth + radius
    let qy = abs(py - y) - halfHeight + radius
    let ox = max(qx, 0)
    let oy = max(qy, 0)
    return (ox * ox + oy * oy).squareRoot() + min(max(qx, qy), 0) - radius
  }

  @inline(__always)
  func coverage(_ px: Float, _ py: Float, edge: Float) -> Float {
    ramp(distance(px, py), edge)
  }
}

/// The outline of a rounded box, drawn with a pen.
struct BoxOutline: Shape {
  var box: RoundedBox
  var width: Float

  var bounds: Box {
    let inner = box.bounds
    return Box(
      minX: inner.minX - width, minY: inner.minY - width, maxX: inner.maxX + width,
      maxY: inner.maxY + width)
  }

  @inline(__always)
  func coverage(_ x: Float, _ y: Float, edge: Float) -> Float {
    line(box.distance(x, y), width: width, edge: edge)
  }
}

/// A head's outline: the smooth union of a cranium and a jaw.
struct HeadOutline: Shape {
  var cranium: Ellipse
  var jaw: Ellipse
  /// How far the two melt into each other.
  var melt: Float = 0.22
  /// Grows (or shrinks) the outline.
  var grow: Float = 0

  var bounds: Box {
    let a = cranium.bounds
    let b = jaw.bounds
    let margin = grow + melt * 0.25
    return Box(
      minX: min(a.minX, b.minX) - margin, minY: min(a.minY, b.minY) - margin,
      maxX: max(a.maxX, b.maxX) + margin, maxY: max(a.maxY, b.maxY) + margin)
  }

  @inline(__always)
  func distance(_ x: Float, _ y: Float) -> Float {
    let a = cranium.distance(x, y)
    let b = jaw.distance(x, y)
    let h = max(melt - abs(a - b), 0) / melt
    return min(a, b) - h * h * melt * 0.25 - grow
  }

  @inline(__always)
  func coverage(_ x: Float, _ y: Float, edge: Float) -> Float {
    ramp(distance(x, y), edge)
  }
}
