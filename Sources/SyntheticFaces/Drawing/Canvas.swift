/// Paint for one shape.
struct Ink {
  /// Red, green, blue in 0…1 and nothing in the fourth lane.
  var color: SIMD4<Float>
  var opacity: Float = 1
  /// Whether the scene's light falls on it.
  var lit = true

  init(_ color: SIMD4<Float>, opacity: Float = 1, lit: Bool = true) {
    self.color = color
    self.opacity = opacity
    self.lit = lit
  }
}

/// A square picture being painted, addressed in head coordinates.
///
/// Pixels are RGB in single precision; shapes are blended one over the other with their coverage.
struct Canvas: ~Copyable {
  let size: Int
  let pixels: UnsafeMutableBufferPointer<SIMD4<Float>>
  let shade: UnsafeMutableBufferPointer<Float>
  /// Head coordinates of a pixel: x = m.x·column + m.y·row + m.z, and so on.
  private let toHeadX: SIMD3<Float>
  private let toHeadY: SIMD3<Float>
  private let centerX: Float
  private let centerY: Float
  private let forwardCos: Float
  private let forwardSin: Float
  /// Width of an edge in head units.
  let edge: Float

  /// - Parameters:
  ///   - unit: pixels per head unit.
  ///   - cosine: cosine of the in-plane rotation.
  ///   - sine: sine of the in-plane rotation.
  ///   - softness: width of an edge in pixels.
  init(
    size: Int, centerX: Float, centerY: Float, unit: Float, cosine: Float, sine: Float,
    softness: Float
  ) {
    self.size = size
    pixels = .allocate(capacity: size * size)
    pixels.initialize(repeating: .zero)
    shade = .allocate(capacity: size * size)
    shade.initialize(repeating: 1)
    self.centerX = centerX
    self.centerY = centerY
    let c = cosine / unit
    let s = sine / unit
    toHeadX = SIMD3(c, s, (0.5 - centerX) * c + (0.5 - centerY) * s)
    toHeadY = SIMD3(-s, c, (0.5 - centerY) * c - (0.5 - centerX) * s)
    forwardCos = cosine * unit
    forwardSin = sine * unit
    edge = softness / unit
  }

  deinit {
    pixels.deallocate()
    shade.deallocate()
  }

  /// Blends a shape over the picture.
  @inline(__always)
  func paint(_ shape: some Shape, _ ink: Ink) {
    guard ink.opacity > 0, let area = pixelArea(of: shape.bounds) else { return }
    for row in area.rows {
      let fy = Float(row)
      for column in area.columns {
        let fx = Float(column)
        let x = toHeadX.x * fx + toHeadX.y * fy + toHeadX.z
        let y = toHeadY.x * fx + toHeadY.y * fy + toHeadY.z
        let coverage = shape.coverage(x, y, edge: edge) * ink.opacity
        guard coverage > 0 else { continue }
        let index = row &* size &+ column
        let color = ink.lit ? ink.color * shade[index] : ink.color
        pixels[index] += (color - pixels[index]) * coverage
      }
    }
  }

  /// Calls `body` with each pixel's index and head coordinates.
  @inline(__always)
  func forEachPixel(_ body: (_ index: Int, _ x: Float, _ y: Float) -> Void) {
    for row in 0..<size {
      let fy = Float(row)
      for column in 0..<size {
        let fx = Float(column)
        body(
          row &* size &+ column, toHeadX.x * fx + toHeadX.y * fy + toHeadX.z,
          toHeadY.x * fx + toHeadY.y * fy + toHeadY.z)
      }
    }
  }

  /// The pixels whose centres may be covered by a box, or nil when it is off the picture.
  private func pixelArea(of box: Box) -> (rows: Range<Int>, columns: Range<Int>)? {
    guard box.minX < box.maxX, box.minY < box.maxY else { return nil }
    let middleX = (box.minX + box.maxX) * 0.5
    let middleY = (box.minY + box.maxY) * 0.5
    let halfX = (box.maxX - box.minX) * 0.5 + edge
    let halfY = (box.maxY - box.minY) * 0.5 + edge
    let x = centerX + middleX * forwardCos - middleY * forwardSin
    let y = centerY + middleX * forwardSin + middleY * forwardCos
    let reachX = halfX * abs(forwardCos) + halfY * abs(forwardSin)
    let reachY = halfX * abs(forwardSin) + halfY * abs(forwardCos)
    let limit = Float(size)
    let left = min(max(x - reachX - 0.5, 0), limit)
    let right = min(max(x + reachX + 0.5, 0), limit)
    let top = min(max(y - reachY - 0.5, 0), limit)
    let bottom = min(max(y + reachY + 0.5, 0), limit)
    let columns = Int(left)..<max(Int(left), min(Int(right) + 1, size))
    let rows = Int(top)..<max(Int(top), min(Int(bottom) + 1, size))
    return rows.isEmpty || columns.isEmpty ? nil : (rows, columns)
  }
}
