extension FacePainter {
  /// Wrinkles and folds: of age, and of the actions that make them.
  func paintLines(on canvas: borrowing Canvas) {
    let age = max(0, identity.age - 0.45) * 1.6
    paintForehead(age: age, on: canvas)
    paintNoseFolds(age: age, on: canvas)
    for eye in geometry.eyes { paintEyeLines(eye, age: age, on: canvas) }
    let chin = actions[.chinRaise]
    let mouth = geometry.mouth
    let chinY = (geometry.chinY + mouth.y + mouth.openDown) * 0.5 + 0.02
    canvas.paint(
      Band(
        x: mouth.x, y: chinY, halfLength: 0.13, bend: 0.06, above: 0.02, below: 0.02),
      Ink(fold, opacity: 0.25 + 0.5 * chin))
  }

  private func paintForehead(age: Float, on canvas: borrowing Canvas) {
    let raise = max(actions[.innerBrowRaise], actions[.outerBrowRaise])
    let strength = min(0.45 * age + 0.55 * max(0, raise - 0.2), 0.8)
    for line in 0..<3 {
      let y = -0.46 - 0.075 * Float(line) - 0.05 * raise + geometry.lookY
      let sad = max(0, actions[.innerBrowRaise] - actions[.outerBrowRaise])
      canvas.paint(
        Band(
          x: geometry.lookX, y: y, halfLength: 0.3 - 0.1 * sad, bend: 0.03 + 0.03 * sad,
          above: 0.011, below: 0.011, fullness: 1),
        Ink(fold, opacity: strength))
    }
    let frown = max(actions[.browLower], 0.5 * actions[.noseWrinkle])
    for side: Float in [-1, 1] {
      let x = geometry.lookX * 1.1 + side * 0.055
      canvas.paint(
        Band.between(
          x, -0.36 + geometry.lookY, x - side * 0.012, -0.18 + geometry.lookY, bow: side * 0.012,
          width: 0.032),
        Ink(fold, opacity: min(0.2 * age + 0.85 * max(0, frown - 0.1), 0.9)))
    }
  }

  private func paintNoseFolds(age: Float, on canvas: borrowing Canvas) {
    let mouth = geometry.mouth
    let wrinkle = actions[.noseWrinkle]
    let smile = actions[.lipCornerPull]
    let raise = max(wrinkle, actions[.upperLipRaise])
    for side: Float in [-1, 1] {
      let dimple = side == actions.side ? actions[.dimple] : 0
      let opacity = 0.12 + 0.35 * age + 0.45 * max(smile, raise) + 0.35 * dimple
      let out = mouth.halfWidth + 0.05 + 0.02 * smile
      canvas.paint(
        Band.between(
          geometry.noseX + side * (geometry.noseWidth + 0.02), geometry.noseBottom - 0.05,
          mouth.x + side * out, mouth.y - 0.03 - 0.08 * smile, bow: -side * (0.03 + 0.03 * smile),
          width: 0.028 + 0.012 * raise),
        Ink(fold, opacity: min(opacity, 0.85)))
      if dimple > 0 {
        let x = mouth.x + side * (mouth.halfWidth + 0.045)
        let y = mouth.y + mouth.bend * 0.65 + mouth.hook
        canvas.paint(
          Band.between(x, y - 0.055, x, y + 0.055, bow: -side * 0.02, width: 0.036),
          Ink(fold, opacity: min(0.9 * dimple, 0.9)))
      }
      for line in 0..<3 {
        let y = -0.12 + 0.075 * Float(line) + geometry.lookY
        let x = geometry.noseX * 0.85
        canvas.paint(
          Band.between(
            x + side * 0.015, y + 0.02, x + side * (0.1 + 0.015 * Float(line)), y - 0.025,
            bow: 0, width: 0.034),
          Ink(fold, opacity: min(0.95 * max(0, wrinkle - 0.12), 0.85)))
      }
    }
  }

  private func paintEyeLines(
    _ eye: FaceGeometry.Eye, age: Float, on canvas: borrowing Canvas
  ) {
    let side = eye.side
    let cheek = max(actions[.cheekRaise], 0.5 * actions[.lidTighten])
    let crow = min(0.3 * age + 0.55 * max(0, cheek - 0.15), 0.7)
    let corner = eye.x + side * (eye.halfWidth + 0.02)
    for line in -1...1 {
      let rise = Float(line) * 0.055
      canvas.paint(
        Band.between(
          corner + side * 0.01, eye.y + rise * 0.5, corner + side * 0.11, eye.y + rise * 1.5,
          bow: 0, width: 0.018),
        Ink(fold, opacity: crow))
    }
    let bag = Band(
      x: eye.x, y: eye.y + eye.lower + 0.045, halfLength: eye.halfWidth * 0.9, bend: -0.035,
      above: 0.014, below: 0.014)
    canvas.paint(
      bag, Ink(fold, opacity: min(0.15 + 0.4 * age + 0.45 * cheek, 0.8)))
  }
}
