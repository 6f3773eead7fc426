package import Core

extension ActionUnits {
  /// Draws how one sample shows an expression.
  ///
  /// Intensities spread from 0.25 to 1, single actions are weak or missing, every action has a
  /// little resting noise, some samples blend in a second expression and a few are too weak to
  /// tell: so classes overlap a little. Draws the same number of values whatever comes out.
  package init(drawing expression: FaceExpression, using luck: inout Luck) {
    self.init()
    side = luck.unit() < 0.5 ? -1 : 1
    let ambiguous = luck.unit() < 0.035
    let strength = luck.unit()
    let faint = luck.uniform(0.06, 0.24)
    let intensity = ambiguous ? faint : 0.25 + 0.75 * strength.squareRoot()
    let usesVariant = luck.unit() < 0.25
    let blends = luck.unit() < 0.06
    let other = FaceExpression.allCases[luck.index(below: FaceExpression.allCases.count)]
    let blend = luck.uniform(0.2, 0.45)

    add(usesVariant ? expression.variant : expression.prototype, scale: intensity, &luck)
    if blends && other != expression { add(other.prototype, scale: blend) }
    addRest(using: &luck)
    clamp()
  }

  private mutating func add(
    _ actions: [(unit: ActionUnit, intensity: Float)], scale: Float, _ luck: inout Luck
  ) {
    var factors = [Float](repeating: 0, count: ActionUnit.allCases.count)
    for unit in ActionUnit.allCases {
      let spread = luck.uniform(0.75, 1.15)
      let missing = luck.unit() < 0.08
      factors[unit.rawValue] = missing ? spread * 0.25 : spread
    }
    for (unit, amount) in actions { self[unit] += amount * scale * factors[unit.rawValue] }
  }

  private mutating func add(_ actions: [(unit: ActionUnit, intensity: Float)], scale: Float) {
    for (unit, amount) in actions { self[unit] += amount * scale }
  }

  /// What any face does while it is photographed: small tensions, speech, a blink.
  private mutating func addRest(using luck: inout Luck) {
    for unit in ActionUnit.allCases {
      let noise = luck.uniform(0, 0.12)
      if unit != .jawDrop && unit != .dimple { self[unit] += noise * noise / 0.12 }
    }
    let speaks = luck.unit() < 0.1
    let speech = luck.uniform(0.1, 0.45)
    if speaks { self[.lipsPart] += speech }
    let blinks = luck.unit() < 0.025
    if blinks { self[.lidDroop] = 1.15 }
  }
}
