extension FacePainter {
  func paintNose(on canvas: borrowing Canvas) {
    let x = geometry.noseX
    let bottom = geometry.noseBottom
    let width = geometry.noseWidth
    // The side away from the light is darker.
    let side: Float = scene.light.direction.x > 0 ? -1 : 1
    let shadow = Band.between(
      geometry.lookX + side * 0.05, geometry.noseTop, x + side * width * 0.9, bottom - 0.06,
      bow: side * 0.03, width: 0.09)
    canvas.paint(shadow, Ink(fold, opacity: 0.3))
    let bridge = Blob(
      x: (geometry.lookX + x) * 0.5, y: (geometry.noseTop + bottom) * 0.5 - 0.02, radiusX: 0.06,
      radiusY: 0.22)
    canvas.paint(bridge, Ink(identity.skin * 1.15, opacity: 0.4))
    canvas.paint(
      Blob(x: x, y: bottom + 0.03, radiusX: width * 1.35, radiusY: 0.075), Ink(fold, opacity: 0.5))
    canvas.paint(
      Blob(x: x, y: bottom - 0.07, radiusX: width * 0.8, radiusY: 0.09),
      Ink(identity.skin * 1.13, opacity: 0.6))
    for side: Float in [-1, 1] {
      let nostril = Ellipse(
        x: x + side * width * 0.48, y: bottom - 0.012, radiusX: width * 0.24, radiusY: 0.021)
      canvas.paint(nostril, Ink(fold * 0.5, opacity: 0.85))
      let wing = Band.between(
        x + side * width * 0.95, bottom - 0.1, x + side * width * 0.9, bottom + 0.005,
        bow: -side * 0.035, width: 0.03)
      canvas.paint(wing, Ink(fold, opacity: 0.55))
    }
  }

  func paintMouth(on canvas: borrowing Canvas) {
    paintMoustache(on: canvas)
    let mouth = geometry.mouth
    // The corners move more than the middle, which moves the other way.
    let base = Band(
      x: mouth.x, y: mouth.y - mouth.bend * 0.4, halfLength: mouth.halfWidth, bend: mouth.bend,
      hook: mouth.hook, hookSide: mouth.hookSide, above: mouth.openUp, below: mouth.openDown,
      fullness: mouth.fullness)
    canvas.paint(
      Blob(
        x: mouth.x, y: mouth.y + mouth.openDown + mouth.lowerLip + 0.05,
        radiusX: mouth.halfWidth * 0.75, radiusY: 0.06),
      Ink(fold, opacity: 0.45))

    var upperLip = base
    upperLip.above = mouth.openUp + mouth.upperLip
    upperLip.below = max(0.004, -mouth.openUp)
    canvas.paint(upperLip, Ink(identity.lips * 0.92))
    var lowerLip = base
    lowerLip.above = 0.004
    lowerLip.below = mouth.openDown + mouth.lowerLip
    canvas.paint(lowerLip, Ink(identity.lips))
    canvas.paint(
      Blob(
        x: mouth.x, y: mouth.y - mouth.bend * 0.4 + mouth.openDown + mouth.lowerLip * 0.55,
        radiusX: mouth.halfWidth * 0.5, radiusY: max(mouth.lowerLip * 0.5, 0.01)),
      Ink(identity.skin * 1.15, opacity: 0.3))

    var opening = base
    opening.halfLength = mouth.halfWidth * 0.94
    if mouth.openUp + mouth.openDown > 0.02 {
      canvas.paint(opening, Ink(SIMD4(0.2, 0.05, 0.06, 0)))
      paintInside(opening, on: canvas)
    }
    let line = base.line(width: 0.028)
    let closed = max(0, 1 - (mouth.openUp + mouth.openDown) * 16)
    canvas.paint(line, Ink(fold * 0.55, opacity: 0.35 + 0.55 * closed))
    paintCorners(base, on: canvas)
  }

  private func paintInside(_ opening: Band, on canvas: borrowing Canvas) {
    let mouth = geometry.mouth
    let gap = mouth.openUp + mouth.openDown
    let white = SIMD4<Float>(0.93, 0.91, 0.86, 0)
    let wide = min(1, actions[.lipCornerPull] + actions[.lipStretch] + actions[.upperLipRaise])
    let teethHeight = min(gap * 0.75, 0.035 + 0.055 * wide)
    var upper = opening
    upper.above = mouth.openUp
    upper.below = teethHeight - mouth.openUp
    upper.halfLength = opening.halfLength * 0.93
    canvas.paint(Clipped(content: upper, mask: opening), Ink(white))
    if actions[.lipStretch] + 0.5 * actions[.browLower] > 0.45 && gap > 0.1 {
      var lower = opening
      lower.above = min(gap * 0.25, 0.04) - mouth.openDown
      lower.below = mouth.openDown
      lower.halfLength = opening.halfLength * 0.86
      canvas.paint(Clipped(content: lower, mask: opening), Ink(white * 0.93))
    } else if gap > 0.13 {
      let tongue = Ellipse(
        x: mouth.x, y: mouth.y - mouth.bend * 0.4 + mouth.openDown * 1.02,
        radiusX: opening.halfLength * 0.6, radiusY: mouth.openDown * 0.42)
      canvas.paint(
        Clipped(content: tongue, mask: opening), Ink(SIMD4(0.72, 0.32, 0.34, 0)))
    }
  }

  /// The small shadows where the lips end.
  private func paintCorners(_ base: Band, on canvas: borrowing Canvas) {
    let down = actions[.lipCornerDepress]
    for side: Float in [-1, 1] {
      let x = base.x + side * base.halfLength * 0.98
      let y = base.y + base.middle(side * 0.98)
      canvas.paint(
        Blob(x: x, y: y, radiusX: 0.045, radiusY: 0.04), Ink(fold * 0.8, opacity: 0.6))
      if down > 0.1 {
        canvas.paint(
          Band.between(
            x + side * 0.01, y, x + side * 0.055, y + 0.12, bow: side * 0.015, width: 0.03),
          Ink(fold, opacity: min(0.65 * down, 0.65)))
      }
    }
  }
}
