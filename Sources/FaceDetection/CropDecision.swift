public import Core

/// What becomes of an image, or of one of its faces.
public enum CropDecision: Hashable, Sendable {
  /// This square is cut out; `face` is the face's place in the list it was chosen from.
  case cropped(frame: CropFrame, face: Int)
  /// The whole image is used as it is, since it already is a face crop.
  case passedThrough(Reason)
  /// No face was found; what that means is the settings' `no-face` policy.
  case noFace

  /// Why an image counts as a face crop.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// Both sides are at most `small` pixels; no detector has looked at it.
    case small
    /// The crop would have nearly the image's size: its side is at least `filled` × the shorter side.
    case filled
  }

  /// The decisions for an image of this size: one, or with ``FaceChoice/each`` one a face.
  ///
  /// In order: a small image passes through whatever `faces` holds; without faces there is one
  /// ``noFace``; then every chosen face is cropped, or passes through when its crop fills the image. When
  /// several chosen faces fill the image it passes through once.
  public static func decide(
    imageWidth: Int, imageHeight: Int, faces: [Face], settings: FaceSettings
  ) -> [CropDecision] {
    if settings.isSmall(width: imageWidth, height: imageHeight) { return [.passedThrough(.small)] }
    let chosen = settings.choice.indices(
      of: faces, imageWidth: imageWidth, imageHeight: imageHeight)
    guard !chosen.isEmpty else { return [.noFace] }
    var decisions: [CropDecision] = []
    for index in chosen {
      let frame = settings.geometry.frame(of: faces[index])
      let isFilled = settings.fills(frame, width: imageWidth, height: imageHeight)
      let decision = isFilled ? .passedThrough(.filled) : cropped(frame: frame, face: index)
      if !isFilled || !decisions.contains(decision) { decisions.append(decision) }
    }
    return decisions
  }

  /// The first of the chosen faces that fills the image, the reason of ``Reason/filled``: its place in `faces`.
  public static func fillingFace(
    imageWidth: Int, imageHeight: Int, faces: [Face], settings: FaceSettings
  ) -> Int? {
    settings.choice.indices(of: faces, imageWidth: imageWidth, imageHeight: imageHeight).first {
      settings.fills(
        settings.geometry.frame(of: faces[$0]), width: imageWidth, height: imageHeight)
    }
  }
}

extension FaceSettings {
  /// Whether a crop has nearly the image's size.
  fileprivate func fills(_ frame: CropFrame, width: Int, height: Int) -> Bool {
    Double(frame.side) >= Double(min(width, height)) * 16 * filled
  }
}
