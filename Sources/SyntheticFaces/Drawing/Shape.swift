/// A rectangle in head coordinates.
struct Box {
  var minX: Float
  var minY: Float
  var maxX: Float
  var maxY: Float

  /// A box that covers any picture.
  static let everything = Box(minX: -100, minY: -100, maxX: 100, maxY: 100)

  func intersection(_ other: Box) -> Box {
    Box(
      minX: max(minX, other.minX), minY: max(minY, other.minY), maxX: min(maxX, other.maxX),
      maxY: min(maxY, other.maxY))
  }
}

/// A region of the plane with smooth edges.
///
/// Only + − × ÷ √ are used, so that coverage is the same on every machine.
protocol Shape {
  /// Encloses every point with coverage, but for half an edge width.
  var bounds: Box { get }

  /// The share of a pixel at (`x`, `y`) that lies inside, 0…1; `edge` is the pixel's width.
  func coverage(_ x: Float, _ y: Float, edge: Float) -> Float
}

/// Coverage from a signed distance: 1 well inside, 0 well outside, a ramp one edge wide between.
@inline(__always)
func ramp(_ distance: Float, _ edge: Float) -> Float {
  min(max(0.5 - distance / edge, 0), 1)
}

/// The part of one shape that lies inside another.
struct Clipped<Content: Shape, Mask: Shape>: Shape {
  var content: Content
  var mask: Mask

  var bounds: Box { content.bounds.intersection(mask.bounds) }

  @inline(__always)
  func coverage(_ x: Float, _ y: Float, edge: Float) -> Float {
    let inside = content.coverage(x, y, edge: edge)
    return inside > 0 ? inside * mask.coverage(x, y, edge: edge) : 0
  }
}

/// The part of one shape that lies outside another.
struct Cut<Content: Shape, Hole: Shape>: Shape {
  var content: Content
  var hole: Hole

  var bounds: Box { content.bounds }

  @inline(__always)
  func coverage(_ x: Float, _ y: Float, edge: Float) -> Float {
    let inside = content.coverage(x, y, edge: edge)
    return inside > 0 ? inside * (1 - hole.coverage(x, y, edge: edge)) : 0
  }
}
