extension FaceExpression {
  /// The actions of the fully shown expression, after the prototypes of EMFACS.
  var prototype: [(unit: ActionUnit, intensity: Float)] {
    switch self {
    case .angry:
      [
        (.browLower, 1.0), (.lidRaise, 0.35), (.lidTighten, 0.6), (.lipPress, 0.9),
        (.noseWrinkle, 0.15), (.chinRaise, 0.3),
      ]
    case .disgust:
      [
        (.noseWrinkle, 1.0), (.upperLipRaise, 0.9), (.browLower, 0.4), (.lidTighten, 0.45),
        (.lipCornerDepress, 0.45), (.chinRaise, 0.3), (.cheekRaise, 0.3),
      ]
    case .fear:
      [
        (.innerBrowRaise, 1.0), (.outerBrowRaise, 0.45), (.browLower, 0.45), (.lidRaise, 0.9),
        (.lipStretch, 1.0), (.lipsPart, 0.7), (.jawDrop, 0.22),
      ]
    case .happy:
      [(.lipCornerPull, 1.0), (.cheekRaise, 0.75), (.lipsPart, 0.55), (.lidTighten, 0.1)]
    case .sad:
      [
        (.innerBrowRaise, 0.95), (.browLower, 0.35), (.lipCornerDepress, 1.0), (.chinRaise, 0.5),
        (.lidDroop, 0.4),
      ]
    case .surprise:
      [
        (.innerBrowRaise, 0.9), (.outerBrowRaise, 1.0), (.lidRaise, 0.75), (.jawDrop, 0.9),
        (.lipsPart, 0.4),
      ]
    case .neutral: []
    case .contempt:
      [(.dimple, 1.0), (.lipCornerPull, 0.12), (.lidDroop, 0.25), (.lidTighten, 0.15)]
    }
  }

  /// A second way people show the expression, mixed in for some samples.
  var variant: [(unit: ActionUnit, intensity: Float)] {
    switch self {
    case .angry:
      [
        (.browLower, 1.0), (.lidRaise, 0.6), (.lidTighten, 0.3), (.upperLipRaise, 0.5),
        (.lipsPart, 0.8), (.jawDrop, 0.25), (.noseWrinkle, 0.35), (.lipStretch, 0.3),
      ]
    case .disgust:
      [
        (.noseWrinkle, 0.7), (.upperLipRaise, 0.7), (.lipsPart, 0.5), (.jawDrop, 0.25),
        (.browLower, 0.5), (.lidTighten, 0.6), (.lipCornerDepress, 0.5),
      ]
    case .fear:
      [
        (.innerBrowRaise, 0.8), (.outerBrowRaise, 0.8), (.browLower, 0.3), (.lidRaise, 1.0),
        (.lipStretch, 0.5), (.jawDrop, 0.5), (.lipsPart, 0.5),
      ]
    case .happy:
      [(.lipCornerPull, 0.75), (.cheekRaise, 0.45), (.outerBrowRaise, 0.2)]
    case .sad:
      [
        (.innerBrowRaise, 0.7), (.browLower, 0.5), (.lipCornerDepress, 0.7), (.lipPress, 0.4),
        (.lidDroop, 0.7),
      ]
    case .surprise:
      [
        (.innerBrowRaise, 1.0), (.outerBrowRaise, 0.8), (.lidRaise, 1.0), (.jawDrop, 0.45),
        (.lipsPart, 0.6),
      ]
    case .neutral: [(.lipsPart, 0.45), (.jawDrop, 0.12)]
    case .contempt:
      [(.dimple, 0.85), (.outerBrowRaise, 0.3), (.lipPress, 0.3), (.lidDroop, 0.35)]
    }
  }
}
