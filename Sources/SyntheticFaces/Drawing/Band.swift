/// A curved band that tapers to both ends: brow, lid, lip, wrinkle.
///
/// Along its axis runs t from −1 to 1; the middle line is
/// `slope·t + bend·t² + hook·max(0, side·t)²` and the band reaches `above` and `below` it (to the
/// axis's right-hand side), times the profile `(1 − t²)(1 + fullness·t²)(1 − taper·t)`.
struct Band: Shape {
  var x: Float
  var y: Float
  var halfLength: Float
  /// Unit direction of the axis.
  var axisX: Float = 1
  var axisY: Float = 0
  var slope: Float = 0
  var bend: Float = 0
  var hook: Float = 0
  var hookSide: Float = 1
  var above: Float
  var below: Float
  var fullness: Float = 0
  var taper: Float = 0

  var bounds: Box {
    let reach = abs(slope) + abs(bend) + abs(hook) + 1.4 * (max(0, above) + max(0, below))
    let alongX = abs(axisX) * halfLength + abs(axisY) * reach
    let alongY = abs(axisY) * halfLength + abs(axisX) * reach
    return Box(minX: x - alongX, minY: y - alongY, maxX: x + alongX, maxY: y + alongY)
  }

  /// The middle line at t.
  @inline(__always)
  func middle(_ t: Float) -> Float {
    let hooked = max(0, hookSide * t)
    return slope * t + bend * t * t + hook * hooked * hooked
  }

  @inline(__always)
  func profile(_ t: Float) -> Float {
    let square = t * t
    return (1 - square) * (1 + fullness * square) * (1 - taper * t)
  }

  @inline(__always)
  func coverage(_ px: Float, _ py: Float, edge: Float) -> Float {
    let dx = px - x
    let dy = py - y
    let t = (dx * axisX + dy * axisY) / halfLength
    guard t > -1 && t < 1 else { return 0 }
    let height = dy * axisX - dx * axisY - middle(t)
    let shape = profile(t)
    let low = max(height - edge * 0.5, -above * shape)
    let high = min(height + edge * 0.5, below * shape)
    return max(high - low, 0) / edge
  }

  /// The band's middle line as a thin line of its own.
  func line(width: Float) -> Band {
    var line = self
    line.above = width * 0.5
    line.below = width * 0.5
    line.fullness = 1
    return line
  }

  /// A band between two points, bowed sideways by `bow` in its middle.
  static func between(
    _ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float, bow: Float, width: Float
  ) -> Band {
    let dx = x1 - x0
    let dy = y1 - y0
    let length = max((dx * dx + dy * dy).squareRoot(), 1e-4)
    let axisX = dx / length
    let axisY = dy / length
    return Band(
      x: (x0 + x1) * 0.5 - axisY * bow, y: (y0 + y1) * 0.5 + axisX * bow, halfLength: length * 0.5,
      axisX: axisX, axisY: axisY, bend: -bow, above: width * 0.5, below: width * 0.5)
  }
}
