extension FacePainter {
  func paintEyes(on canvas: borrowing Canvas) {
    for eye in geometry.eyes { paint(eye, on: canvas) }
  }

  private func paint(_ eye: FaceGeometry.Eye, on canvas: borrowing Canvas) {
    let opening = Band(
      x: eye.x, y: eye.y, halfLength: eye.halfWidth, slope: -eye.side * eye.slope,
      above: eye.upper, below: eye.lower, fullness: 0.45)
    canvas.paint(opening, Ink(SIMD4(0.95, 0.94, 0.92, 0)))
    let shadow = Band(
      x: eye.x, y: eye.y - eye.upper * 0.8, halfLength: eye.halfWidth, above: eye.upper * 0.3,
      below: eye.upper * 0.35, fullness: 0.45)
    canvas.paint(
      Clipped(content: shadow, mask: opening), Ink(SIMD4(0.35, 0.3, 0.3, 0), opacity: 0.4))
    let x = eye.x + 0.055 * scene.pose.gazeX + 0.02 * scene.pose.turn
    let y = eye.y - 0.008 + 0.03 * scene.pose.gazeY
    let iris = Ellipse(x: x, y: y, radiusX: 0.096, radiusY: 0.096)
    canvas.paint(Clipped(content: iris, mask: opening), Ink(identity.iris * 0.9))
    let pupil = Ellipse(x: x, y: y, radiusX: 0.046, radiusY: 0.046)
    canvas.paint(Clipped(content: pupil, mask: opening), Ink(SIMD4(0.04, 0.04, 0.05, 0)))
    let spark = Ellipse(x: x + 0.03, y: y - 0.032, radiusX: 0.019, radiusY: 0.019)
    canvas.paint(
      Clipped(content: spark, mask: opening), Ink(SIMD4(1, 1, 1, 0), opacity: 0.9, lit: false))

    let lash = identity.hair * 0.35 + SIMD4(0.03, 0.02, 0.02, 0)
    var upperLid = opening
    upperLid.above = eye.upper + 0.026
    upperLid.below = 0.008 - eye.upper
    canvas.paint(upperLid, Ink(lash, opacity: 0.95))
    var lowerLid = opening
    lowerLid.above = -eye.lower
    lowerLid.below = eye.lower + 0.014
    canvas.paint(lowerLid, Ink(fold, opacity: 0.7))
    var crease = opening
    crease.above = eye.upper + 0.065
    crease.below = -eye.upper - 0.047
    crease.fullness = 0.8
    canvas.paint(crease, Ink(fold, opacity: 0.5 * (1 - 0.7 * min(actions[.browLower], 1))))
  }

  func paintBrows(on canvas: borrowing Canvas) {
    let hair = identity.hair
    let color = hair * identity.browDarkness * 0.8
    for brow in geometry.brows {
      let middleX = (brow.innerX + brow.outerX) * 0.5
      let half = abs(brow.outerX - brow.innerX) * 0.5
      // t runs left to right in the image; the inner end is at t = −side.
      let slope = brow.side * (brow.outerY - brow.innerY) * 0.5
      let bend = (brow.outerY + brow.innerY) * 0.5 - brow.middleY
      let shape = Band(
        x: middleX, y: brow.middleY, halfLength: half, slope: slope, bend: bend,
        above: brow.thickness * 0.55, below: brow.thickness * 0.6, fullness: 1,
        taper: brow.side * 0.35)
      canvas.paint(shape, Ink(color, opacity: 0.6 + 0.4 * identity.browDarkness))
    }
  }

  func paintGlasses(on canvas: borrowing Canvas) {
    guard identity.glasses != .none else { return }
    let frame =
      identity.glasses == .thin ? SIMD4<Float>(0.5, 0.45, 0.35, 0) : SIMD4(0.1, 0.09, 0.1, 0)
    let width: Float = identity.glasses == .thin ? 0.022 : 0.042
    let ink = Ink(frame, opacity: 0.95)
    for eye in geometry.eyes {
      let y = eye.y + 0.02
      let lens = Ink(SIMD4(0.9, 0.95, 1, 0), opacity: 0.07, lit: false)
      if identity.glasses == .square {
        let box = RoundedBox(x: eye.x, y: y, halfWidth: 0.25, halfHeight: 0.18, radius: 0.07)
        canvas.paint(box, lens)
        canvas.paint(BoxOutline(box: box, width: width), ink)
      } else {
        let ellipse = Ellipse(x: eye.x, y: y, radiusX: 0.245, radiusY: 0.215)
        canvas.paint(ellipse, lens)
        canvas.paint(EllipseOutline(ellipse: ellipse, width: width), ink)
      }
      let x = eye.x + eye.side * 0.245
      let temple = eye.side * identity.headWidth * 0.99
      if eye.side * (temple - x) > 0.02 {
        canvas.paint(
          Band.between(x, y - 0.03, temple, y - 0.06, bow: 0, width: width).line(width: width),
          ink)
      }
    }
    let left = geometry.eyes[0].x + 0.24
    let right = geometry.eyes[1].x - 0.24
    if right > left {
      let y = geometry.eyes[0].y - 0.01
      canvas.paint(
        Band.between(left - 0.02, y, right + 0.02, y, bow: -0.02, width: width).line(width: width),
        ink)
    }
  }
}
