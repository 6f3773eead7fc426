extension FacePainter {
  /// The cranium's outline, grown by the hair's volume.
  private func crown(_ volume: Float, lift: Float = 0) -> Ellipse {
    var outline = geometry.head.cranium
    outline.radiusX += volume
    outline.radiusY += volume + lift
    outline.y -= lift * 0.5
    return outline
  }

  func paintHairBehind(on canvas: borrowing Canvas) {
    let back = Ink(identity.hair * 0.78)
    let width = identity.headWidth
    switch identity.hairStyle {
    case .long:
      canvas.paint(crown(0.11), back)
      canvas.paint(
        RoundedBox(x: 0, y: 0.55, halfWidth: width + 0.15, halfHeight: 0.95, radius: 0.35), back)
    case .bob:
      canvas.paint(crown(0.13), back)
      canvas.paint(
        RoundedBox(x: 0, y: 0.15, halfWidth: width + 0.16, halfHeight: 0.6, radius: 0.25), back)
    case .curly:
      for curl in 0..<9 {
        let place = Self.curls[curl]
        canvas.paint(
          Ellipse(
            x: place.x * (width + 0.12), y: place.y, radiusX: 0.34, radiusY: 0.34), back)
      }
    case .bun:
      canvas.paint(Ellipse(x: 0, y: -1.12, radiusX: 0.28, radiusY: 0.24), back)
      canvas.paint(crown(0.06), back)
    case .bald, .buzz, .receding, .short, .sidePart, .quiff, .fringe: break
    }
  }

  private static let curls: [SIMD2<Float>] = [
    SIMD2(-1, 0.2), SIMD2(-1.08, -0.15), SIMD2(-0.95, -0.5), SIMD2(-0.55, -0.85),
    SIMD2(0, -0.98), SIMD2(0.55, -0.85), SIMD2(0.95, -0.5), SIMD2(1.08, -0.15), SIMD2(1, 0.2),
  ]

  func paintHairInFront(on canvas: borrowing Canvas) {
    let hair = Ink(identity.hair)
    let line = identity.hairline + 0.5 * geometry.lookY
    let side = identity.partingSide
    switch identity.hairStyle {
    case .bald:
      canvas.paint(
        Blob(x: -0.1, y: -0.82, radiusX: 0.35, radiusY: 0.16),
        Ink(identity.skin * 1.2, opacity: 0.5))
    case .buzz:
      cap(volume: 0.025, AboveCurve(offset: line, bend: 0.95), Ink(identity.hair, opacity: 0.85))
    case .receding:
      cap(volume: 0.04, AboveCurve(offset: line - 0.2, bend: 1.15), hair)
    case .short:
      cap(volume: 0.06, lift: 0.05, AboveCurve(offset: line, bend: 0.98), hair)
    case .sidePart:
      cap(
        volume: 0.08, lift: 0.05,
        AboveCurve(offset: line - 0.02, slope: side * 0.28, bend: 0.95), hair)
    case .quiff:
      canvas.paint(
        Ellipse(x: side * 0.08, y: -0.92, radiusX: identity.headWidth * 0.72, radiusY: 0.26), hair)
      cap(volume: 0.05, AboveCurve(offset: line, bend: 1.05), hair)
    case .fringe:
      cap(volume: 0.1, lift: 0.03, AboveCurve(offset: line + 0.16, bend: 0.55), hair)
    case .bob:
      cap(volume: 0.13, AboveCurve(offset: line + 0.12, slope: side * 0.2, bend: 0.6), hair)
    case .long:
      cap(volume: 0.11, AboveCurve(offset: line - 0.1, bend: 1.15), hair)
    case .curly:
      cap(volume: 0.1, lift: 0.05, AboveCurve(offset: line, bend: 0.6), hair)
      for curl in -2...2 {
        let x = Float(curl) * 0.24
        canvas.paint(
          Ellipse(x: x, y: line - 0.03 + 0.5 * x * x, radiusX: 0.16, radiusY: 0.13), hair)
      }
    case .bun:
      cap(volume: 0.06, AboveCurve(offset: line, bend: 0.9), hair)
    }

    func cap(volume: Float, lift: Float = 0, _ hairline: AboveCurve, _ ink: Ink) {
      let outline = crown(volume, lift: lift)
      canvas.paint(Clipped(content: outline, mask: hairline), ink)
      // A sheen where the light meets the hair.
      let sheen = Blob(
        x: scene.light.direction.x * 0.5, y: -0.85, radiusX: 0.42, radiusY: 0.14)
      canvas.paint(
        Clipped(content: sheen, mask: hairline),
        Ink(identity.hair * 1.3 + SIMD4(0.05, 0.05, 0.05, 0), opacity: 0.45 * ink.opacity))
    }
  }

  /// Stubble and beards under the lips, the moustache aside.
  func paintBeardShadow(on canvas: borrowing Canvas) {
    let mouth = geometry.mouth
    let jawMask = Cut(
      content: geometry.head, hole: AboveCurve(offset: mouth.y - 0.12, bend: -0.75))
    let lipHole = Ellipse(
      x: mouth.x, y: mouth.y + mouth.openDown * 0.4, radiusX: identity.mouthWidth * 0.95,
      radiusY: 0.1 + mouth.openDown * 0.6)
    switch identity.beard {
    case .none, .moustache: break
    case .stubble:
      canvas.paint(jawMask, Ink(identity.hair * 0.8, opacity: 0.22))
    case .goatee:
      let tuft = Ellipse(
        x: mouth.x, y: geometry.chinY - 0.12, radiusX: 0.21, radiusY: 0.2)
      canvas.paint(
        Cut(content: Clipped(content: tuft, mask: geometry.head), hole: lipHole),
        Ink(identity.hair, opacity: 0.85))
    case .full:
      canvas.paint(Cut(content: jawMask, hole: lipHole), Ink(identity.hair, opacity: 0.88))
    }
  }

  func paintMoustache(on canvas: borrowing Canvas) {
    guard identity.beard == .moustache || identity.beard == .full || identity.beard == .goatee
    else { return }
    let mouth = geometry.mouth
    let y = mouth.y - mouth.openUp - mouth.upperLip - 0.035
    canvas.paint(
      Band(
        x: mouth.x, y: y, halfLength: mouth.halfWidth * 0.95, bend: 0.03 + mouth.bend * 0.6,
        hook: mouth.hook * 0.7, hookSide: mouth.hookSide, above: 0.042, below: 0.03,
        fullness: 0.7),
      Ink(identity.hair, opacity: 0.9))
  }
}
