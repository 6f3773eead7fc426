internal import Core

/// What makes one drawn person: constant over all pictures of a subject.
///
/// Lengths are in head units: the head's half-height is 1.
package struct FaceIdentity: Hashable, Sendable {
  /// What grows around the mouth.
  package enum Beard: Int, CaseIterable, Hashable, Sendable {
    case none
    case stubble
    case moustache
    case goatee
    case full
  }

  /// What sits on the nose.
  package enum Glasses: Int, CaseIterable, Hashable, Sendable {
    case none
    case round
    case square
    case thin
  }

  package var headWidth: Float
  package var jawWidth: Float
  package var chinLength: Float
  package var skin: SIMD4<Float>
  package var lips: SIMD4<Float>
  package var hair: SIMD4<Float>
  package var iris: SIMD4<Float>
  package var clothes: SIMD4<Float>
  package var hairStyle: HairStyle
  /// −1 or 1: the side of the parting.
  package var partingSide: Float
  package var hairline: Float
  package var beard: Beard
  package var glasses: Glasses
  /// 0 (young) to 1 (old): lines and gray hair.
  package var age: Float
  package var browThickness: Float
  package var browArch: Float
  package var browHeight: Float
  package var browTilt: Float
  package var browDarkness: Float
  package var eyeSpacing: Float
  package var eyeWidth: Float
  package var eyeOpening: Float
  package var eyeTilt: Float
  package var noseLength: Float
  package var noseWidth: Float
  package var mouthWidth: Float
  package var mouthHeight: Float
  package var lipFullness: Float
  /// The resting curve of the mouth: positive droops, negative smiles.
  package var mouthRest: Float
  package var earSize: Float
  /// 0…1: blush on the cheeks.
  package var blush: Float
}
