/// Paints the parts of one face, back to front.
struct FacePainter {
  let scene: FaceScene
  let identity: FaceIdentity
  let actions: ActionUnits
  let geometry: FaceGeometry
  /// Skin in shadow, for lines and folds.
  let fold: SIMD4<Float>

  init(_ scene: FaceScene) {
    self.scene = scene
    identity = scene.identity
    actions = scene.actions
    geometry = FaceGeometry(scene)
    fold = scene.identity.skin * SIMD4(0.56, 0.44, 0.42, 0)
  }

  func paintBackground(on canvas: borrowing Canvas) {
    let light = scene.light
    let pixels = canvas.pixels
    let step = light.backgroundFar - light.backgroundNear
    canvas.forEachPixel { index, x, y in
      let along = (light.backgroundDirection.x * x + light.backgroundDirection.y * y) * 0.4 + 0.5
      pixels[index] = light.backgroundNear + step * min(max(along, 0), 1)
    }
  }

  /// The light on every point, as if the head were an egg.
  func prepareLight(on canvas: borrowing Canvas) {
    let light = scene.light
    let shade = canvas.shade
    let across = 1 / (identity.headWidth * 1.12)
    canvas.forEachPixel { index, x, y in
      var nx = (x - 0.3 * geometry.lookX) * across
      var ny = (y - 0.02) * 0.85
      let square = nx * nx + ny * ny
      if square > 0.9 {
        let shrink = (0.9 / square).squareRoot()
        nx *= shrink
        ny *= shrink
      }
      let nz = max(0, 1 - nx * nx - ny * ny).squareRoot()
      let lambert =
        nx * light.direction.x + ny * light.direction.y + nz * light.direction.z
      shade[index] = light.ambient + light.diffuse * max(lambert, 0)
    }
  }

  func paintBody(on canvas: borrowing Canvas) {
    let neckWidth = identity.headWidth * 0.56
    let neck = RoundedBox(x: 0, y: 1.05, halfWidth: neckWidth, halfHeight: 0.55, radius: 0.1)
    canvas.paint(neck, Ink(identity.skin * 0.8))
    let shoulders = RoundedBox(x: 0, y: 2.1, halfWidth: 1.25, halfHeight: 0.85, radius: 0.5)
    canvas.paint(shoulders, Ink(identity.clothes))
    let collar = Ellipse(x: 0, y: 1.25, radiusX: neckWidth * 1.02, radiusY: 0.2)
    canvas.paint(collar, Ink(identity.skin * 0.78))
    for side: Float in [-1, 1] {
      let x = side * identity.headWidth * 1.0 - geometry.lookX * 0.45
      let size = identity.earSize
      let ear = Ellipse(x: x, y: 0.02, radiusX: 0.11 * size, radiusY: 0.2 * size)
      canvas.paint(ear, Ink(identity.skin * 0.94))
      let inner = Ellipse(x: x, y: 0.02, radiusX: 0.05 * size, radiusY: 0.12 * size)
      canvas.paint(inner, Ink(fold, opacity: 0.4))
    }
  }

  func paintHead(on canvas: borrowing Canvas) {
    let head = geometry.head
    canvas.paint(Blob(x: 0.02, y: 1.12, radiusX: 0.6, radiusY: 0.3), Ink(fold, opacity: 0.5))
    canvas.paint(head, Ink(identity.skin))
    paintBeardShadow(on: canvas)
    for eye in geometry.eyes {
      let socket = Blob(x: eye.x, y: eye.y - 0.07, radiusX: 0.27, radiusY: 0.2)
      canvas.paint(socket, Ink(fold, opacity: 0.22))
      let lift = 0.07 * max(actions[.cheekRaise], actions[.lipCornerPull])
      let cheek = Blob(
        x: eye.x * 1.18, y: eye.y + 0.4 - lift, radiusX: 0.24, radiusY: 0.2)
      let warm = identity.skin * SIMD4(1.06, 0.86, 0.84, 0)
      canvas.paint(
        Clipped(content: cheek, mask: head), Ink(warm, opacity: 0.25 + 0.45 * identity.blush))
      let apple = Blob(
        x: eye.x * 1.12, y: eye.y + 0.3 - lift, radiusX: 0.17, radiusY: 0.11)
      canvas.paint(
        apple, Ink(identity.skin * 1.14, opacity: 0.25 + 0.35 * actions[.cheekRaise]))
    }
    let forehead = Blob(x: geometry.lookX * 0.6, y: -0.5, radiusX: 0.4, radiusY: 0.2)
    canvas.paint(forehead, Ink(identity.skin * 1.1, opacity: 0.35))
  }
}
