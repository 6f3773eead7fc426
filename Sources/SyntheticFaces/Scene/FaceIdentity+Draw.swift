internal import Core

extension FaceIdentity {
  /// Draws one person.
  ///
  /// Draws the same number of values whoever comes out.
  init(using luck: inout Luck) {
    headWidth = luck.uniform(0.66, 0.82)
    jawWidth = luck.uniform(0.74, 0.96)
    chinLength = luck.uniform(-0.05, 0.07)
    let skin = Self.skinTone(at: luck.unit(), &luck)
    self.skin = skin
    age = luck.unit()
    // Dark skin mostly goes with dark hair.
    let fair = min(max((skin.x - 0.45) * 2.4, 0.25), 1)
    hair = Self.hairColor(at: luck.unit() * fair, gray: luck.unit(), age: age, &luck)
    let irises: [SIMD4<Float>] = [
      SIMD4(0.2, 0.12, 0.07, 0), SIMD4(0.33, 0.2, 0.1, 0), SIMD4(0.25, 0.42, 0.6, 0),
      SIMD4(0.3, 0.45, 0.3, 0), SIMD4(0.4, 0.42, 0.44, 0),
    ]
    iris = irises[luck.index(below: irises.count)]
    let rouge = luck.uniform(0.1, 0.4)
    lips = skin * SIMD4(1 - 0.08, 0.72, 0.72, 0) * (1 - rouge) + SIMD4(0.66, 0.24, 0.26, 0) * rouge
    clothes = SIMD4(luck.uniform(0.08, 0.9), luck.uniform(0.08, 0.9), luck.uniform(0.08, 0.9), 0)
    hairStyle = HairStyle.allCases[luck.index(below: HairStyle.allCases.count)]
    partingSide = luck.unit() < 0.5 ? -1 : 1
    hairline = luck.uniform(-0.72, -0.56)
    let beardDraw = luck.unit()
    let beardKind = Beard.allCases[1 + luck.index(below: Beard.allCases.count - 1)]
    switch hairStyle {
    case .bob, .long, .bun, .fringe: beard = .none
    default: beard = beardDraw < 0.35 ? beardKind : .none
    }
    let glassesDraw = luck.unit()
    let glassesKind = Glasses.allCases[1 + luck.index(below: Glasses.allCases.count - 1)]
    glasses = glassesDraw < 0.25 ? glassesKind : .none
    browThickness = luck.uniform(0.042, 0.08)
    browArch = luck.uniform(0.01, 0.06)
    browHeight = luck.uniform(-0.03, 0.035)
    browTilt = luck.uniform(-0.03, 0.035)
    browDarkness = luck.uniform(0.55, 0.95)
    eyeSpacing = luck.uniform(0.29, 0.36)
    eyeWidth = luck.uniform(0.165, 0.21)
    eyeOpening = luck.uniform(0.85, 1.15)
    eyeTilt = luck.uniform(-0.03, 0.035)
    noseLength = luck.uniform(0.25, 0.36)
    noseWidth = luck.uniform(0.1, 0.165)
    mouthWidth = luck.uniform(0.28, 0.35)
    mouthHeight = luck.uniform(0.55, 0.62)
    lipFullness = luck.uniform(0.6, 1.3)
    mouthRest = luck.uniform(-0.03, 0.035)
    earSize = luck.uniform(0.8, 1.2)
    blush = luck.unit()
  }

  private static func skinTone(at share: Float, _ luck: inout Luck) -> SIMD4<Float> {
    let tones: [SIMD4<Float>] = [
      SIMD4(0.98, 0.86, 0.78, 0), SIMD4(0.95, 0.78, 0.66, 0), SIMD4(0.88, 0.69, 0.55, 0),
      SIMD4(0.77, 0.57, 0.43, 0), SIMD4(0.62, 0.44, 0.32, 0), SIMD4(0.47, 0.32, 0.24, 0),
    ]
    let place = share * Float(tones.count - 1)
    let index = min(Int(place), tones.count - 2)
    let fraction = place - Float(index)
    let tone = tones[index] * (1 - fraction) + tones[index + 1] * fraction
    return tone * luck.uniform(0.96, 1.04)
  }

  private static func hairColor(
    at share: Float, gray: Float, age: Float, _ luck: inout Luck
  ) -> SIMD4<Float> {
    let colors: [SIMD4<Float>] = [
      SIMD4(0.09, 0.08, 0.08, 0), SIMD4(0.17, 0.11, 0.08, 0), SIMD4(0.3, 0.19, 0.12, 0),
      SIMD4(0.44, 0.28, 0.16, 0), SIMD4(0.52, 0.25, 0.12, 0), SIMD4(0.76, 0.6, 0.36, 0),
    ]
    let color = colors[min(Int(share * Float(colors.count)), colors.count - 1)]
    let silver = SIMD4<Float>(repeating: luck.uniform(0.6, 0.85))
    let amount = age > 0.7 ? min(1, 0.3 + gray) : 0
    return color * (1 - amount) + silver * amount
  }
}
