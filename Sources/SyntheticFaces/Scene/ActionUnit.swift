/// A facial action of the Facial Action Coding System (Ekman & Friesen, 1978) that the renderer knows.
package enum ActionUnit: Int, CaseIterable, Hashable, Sendable {
  /// AU1: the inner ends of the brows rise.
  case innerBrowRaise
  /// AU2: the outer ends of the brows rise.
  case outerBrowRaise
  /// AU4: the brows are lowered and drawn together.
  case browLower
  /// AU5: the upper lids rise and show the white above the iris.
  case lidRaise
  /// AU6: the cheeks rise and push up the lower lids.
  case cheekRaise
  /// AU7: the lids tighten to a squint.
  case lidTighten
  /// AU9: the nose wrinkles.
  case noseWrinkle
  /// AU10: the upper lip rises.
  case upperLipRaise
  /// AU12: the lip corners are pulled up.
  case lipCornerPull
  /// AU14: one lip corner is tightened and pulled up, which makes a dimple.
  case dimple
  /// AU15: the lip corners are pulled down.
  case lipCornerDepress
  /// AU17: the chin rises and pushes up the lower lip.
  case chinRaise
  /// AU20: the lips are stretched sideways.
  case lipStretch
  /// AU24: the lips are pressed together.
  case lipPress
  /// AU25: the lips part.
  case lipsPart
  /// AU26 and AU27: the jaw drops.
  case jawDrop
  /// AU43: the upper lids droop or close.
  case lidDroop
}
