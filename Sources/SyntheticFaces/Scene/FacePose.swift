internal import Core

/// Where the head is in the picture and how it is turned.
package struct FacePose: Hashable, Sendable {
  /// In-plane rotation in radians, clockwise in the image.
  package var roll: Float
  /// Turn to the side, −1…1 for about ±40°; 0 looks into the camera.
  package var turn: Float
  /// Nod, −1…1; positive looks down.
  package var nod: Float
  /// Shift of the head's centre, in shares of the image size.
  package var shiftX: Float
  /// Shift of the head's centre, in shares of the image size.
  package var shiftY: Float
  /// Head half-height in shares of the image size.
  package var scale: Float
  /// Where the eyes look, −1…1.
  package var gazeX: Float
  /// Where the eyes look, −1…1; positive is down.
  package var gazeY: Float

  /// The head straight in the middle of the picture.
  package static let frontal = FacePose(
    roll: 0, turn: 0, nod: 0, shiftX: 0, shiftY: 0.02, scale: 0.46, gazeX: 0, gazeY: 0)

  /// Draws a pose as of a snapshot cropped around the face.
  init(using luck: inout Luck) {
    roll = Self.peaked(&luck) * 0.18
    turn = Self.peaked(&luck) * 0.4
    nod = Self.peaked(&luck) * 0.3
    shiftX = Self.peaked(&luck) * 0.04
    shiftY = 0.015 + Self.peaked(&luck) * 0.04
    scale = 0.46 + Self.peaked(&luck) * 0.04
    gazeX = Self.peaked(&luck) * 0.9
    gazeY = Self.peaked(&luck) * 0.5
  }

  init(
    roll: Float, turn: Float, nod: Float, shiftX: Float, shiftY: Float, scale: Float,
    gazeX: Float, gazeY: Float
  ) {
    self.roll = roll
    self.turn = turn
    self.nod = nod
    self.shiftX = shiftX
    self.shiftY = shiftY
    self.scale = scale
    self.gazeX = gazeX
    self.gazeY = gazeY
  }

  /// A value in −1…1 that is more often near 0 (triangular).
  private static func peaked(_ luck: inout Luck) -> Float {
    let first = luck.unit()
    return first + luck.unit() - 1
  }
}
