/// Where the features of one face lie, after its actions and its turn; in head coordinates.
struct FaceGeometry {
  struct Eye {
    var x: Float
    var y: Float
    var halfWidth: Float
    var upper: Float
    var lower: Float
    /// Positive lifts the outer corner.
    var slope: Float
    /// −1 for the eye at the image's left, 1 for the right one.
    var side: Float
  }

  struct Brow {
    /// From the inner end (t = −1 on the right side of the image) to the outer one.
    var innerX: Float
    var outerX: Float
    var innerY: Float
    var middleY: Float
    var outerY: Float
    var thickness: Float
    var side: Float
  }

  struct Mouth {
    var x: Float
    var y: Float
    var halfWidth: Float
    /// Positive: corners lower than the middle.
    var bend: Float
    var hook: Float
    var hookSide: Float
    /// Opening above and below the middle line.
    var openUp: Float
    var openDown: Float
    var upperLip: Float
    var lowerLip: Float
    /// 0: pointed corners, 1: a boxy opening.
    var fullness: Float
  }

  var head: HeadOutline
  var chinY: Float
  var eyes: [Eye]
  var brows: [Brow]
  var noseX: Float
  var noseTop: Float
  var noseBottom: Float
  var noseWidth: Float
  var mouth: Mouth
  /// Shift of features in the middle of the face by the turn and the nod.
  var lookX: Float
  var lookY: Float
}

extension FaceGeometry {
  init(_ scene: FaceScene) {
    let identity = scene.identity
    let actions = scene.actions
    let pose = scene.pose
    lookX = pose.turn * 0.26
    lookY = pose.nod * 0.16
    chinY = 1 + identity.chinLength + 0.17 * actions[.jawDrop]
    let width = identity.headWidth
    let jawTop: Float = -0.25
    head = HeadOutline(
      cranium: Ellipse(x: 0, y: -0.22, radiusX: width, radiusY: 0.78),
      jaw: Ellipse(
        x: lookX * 0.35, y: (jawTop + chinY) * 0.5, radiusX: width * identity.jawWidth,
        radiusY: (chinY - jawTop) * 0.5))
    eyes = [-1, 1].map { Self.eye(side: $0, scene) }
    brows = [-1, 1].map { Self.brow(side: $0, scene) }
    noseX = lookX * 1.25
    noseTop = -0.06 + lookY
    noseBottom = identity.noseLength - 0.035 * actions[.noseWrinkle] + lookY * 1.25
    noseWidth = identity.noseWidth * (1 + 0.16 * actions[.noseWrinkle])
    mouth = Self.mouth(scene)
  }

  /// A point on the front of the face, moved by the turn and the nod.
  private static func place(_ x: Float, _ y: Float, _ scene: FaceScene) -> (x: Float, y: Float) {
    let turn = scene.pose.turn
    let reach = x / scene.identity.headWidth
    let depth = max(0, 1 - 0.75 * reach * reach)
    return (x * (1 - 0.1 * turn * turn) + 0.26 * turn * depth, y + 0.16 * scene.pose.nod * depth)
  }

  private static func eye(side: Float, _ scene: FaceScene) -> Eye {
    let identity = scene.identity
    let actions = scene.actions
    let center = place(side * identity.eyeSpacing, -0.07, scene)
    let droop = min(actions[.lidDroop], 1)
    let tighten = actions[.lidTighten]
    let cheek = actions[.cheekRaise]
    let rest = 0.118 * identity.eyeOpening
    let raise = 1 + 0.55 * actions[.lidRaise] - 0.28 * tighten - 0.14 * cheek
    let pressed = raise - 0.2 * actions[.browLower] - 0.15 * actions[.noseWrinkle]
    let upper = rest * max(pressed, 0.3) * (1 - 0.85 * droop)
    let lift = 1 - 0.5 * tighten - 0.55 * cheek - 0.3 * actions[.noseWrinkle]
    let lower = 0.085 * identity.eyeOpening * max(lift, 0.12) * (1 - 0.6 * droop * droop)
    return Eye(
      x: center.x, y: center.y + 0.03 * droop,
      halfWidth: identity.eyeWidth * (1 - 0.12 * max(0, side * scene.pose.turn)),
      upper: upper, lower: lower + 0.01 * actions[.lidRaise],
      slope: identity.eyeTilt - 0.02 * actions[.innerBrowRaise], side: side)
  }

  private static func brow(side: Float, _ scene: FaceScene) -> Brow {
    let identity = scene.identity
    let actions = scene.actions
    let inner = actions[.innerBrowRaise]
    let outer = actions[.outerBrowRaise]
    let lower = actions[.browLower]
    let wrinkle = actions[.noseWrinkle]
    // One-sided actions lift the brow of their side a little more.
    let own: Float = side == actions.side ? 1 : 0.55
    let lone = outer > inner + 0.2 ? own : 1
    let base = -0.315 - identity.browHeight
    let from = place(side * (0.125 - 0.045 * lower + 0.015 * inner), base, scene)
    let to = place(side * (identity.eyeSpacing + 0.215), base, scene)
    return Brow(
      innerX: from.x, outerX: to.x,
      innerY: from.y - 0.13 * inner + 0.135 * lower * (1 - 0.45 * min(inner, 1)) + 0.06 * wrinkle,
      middleY: from.y - identity.browArch - 0.05 * inner - 0.11 * outer * lone + 0.075 * lower
        + 0.05 * wrinkle,
      outerY: to.y + 0.035 - identity.browTilt + 0.03 * inner - 0.115 * outer * lone,
      thickness: identity.browThickness, side: side)
  }

  private static func mouth(_ scene: FaceScene) -> Mouth {
    let identity = scene.identity
    let actions = scene.actions
    let smile = actions[.lipCornerPull]
    let jaw = actions[.jawDrop]
    let press = actions[.lipPress]
    let stretch = actions[.lipStretch]
    let raise = actions[.upperLipRaise]
    let dimple = actions[.dimple]
    let chin = actions[.chinRaise]
    let part = actions[.lipsPart]
    let height = identity.mouthHeight - 0.03 * chin - 0.015 * raise - 0.02 * smile
    let center = place(0.035 * dimple * actions.side, height, scene)
    let grow = 1 + 0.32 * smile + 0.3 * stretch - 0.26 * min(jaw, 1) * (1 - min(stretch + smile, 1))
    let down = 0.155 * actions[.lipCornerDepress] + 0.035 * stretch + 0.04 * chin
    let thin = max(1 - 0.62 * press - 0.12 * smile - 0.25 * stretch - 0.1 * dimple, 0.25)
    return Mouth(
      x: center.x, y: center.y,
      halfWidth: identity.mouthWidth * max(grow - 0.1 * press - 0.08 * chin, 0.55),
      bend: identity.mouthRest - 0.185 * smile + down + 0.05 * raise,
      hook: -0.16 * dimple, hookSide: actions.side,
      openUp: 0.025 * part + 0.055 * raise * part + 0.035 * jaw + 0.02 * raise,
      openDown: (0.05 + 0.05 * min(smile, 1)) * part + 0.27 * jaw + 0.01 * stretch * part,
      upperLip: 0.05 * identity.lipFullness * thin,
      lowerLip: 0.068 * identity.lipFullness * thin * (1 + 0.1 * chin),
      fullness: min(0.15 + 0.6 * stretch + 0.35 * raise + 0.25 * smile, 1))
  }
}
