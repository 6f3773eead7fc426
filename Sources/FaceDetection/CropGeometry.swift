public import Core

/// How a face becomes a square.
public enum CropGeometry: Hashable, Sendable {
  /// FER2013's own: round the box's centre, side 0.935 × the box's longer side.
  case fer2013
  /// Round the box's centre with a margin on every side, in thousandths of the box's longer side.
  ///
  /// The side is the longer side × (1 + 2 · margin); negative margins, above −500, cut into the box.
  case margin(thousandths: Int)
  /// Turned, moved and scaled so that the eyes lie where the template has them.
  ///
  /// A face whose eyes are closer together than 1/8 of the box's longer side (about a third of the usual
  /// distance: a face from the side) is cut as ``fer2013`` does, since its eyes say little about its size.
  case aligned(EyeTemplate)

  /// The margins that settings can name, in thousandths.
  public static let margins = -450...2000

  /// The square of a face.
  public func frame(of face: Face) -> CropFrame {
    switch self {
    case .fer2013: Self.square(face, thousandths: 935)
    case .margin(let thousandths): Self.square(face, thousandths: 1000 + 2 * thousandths)
    case .aligned(let template): Self.aligned(face, template) ?? Self.square(face, thousandths: 935)
    }
  }

  /// The square round the box's centre; whole numbers only, halves are rounded up.
  private static func square(_ face: Face, thousandths: Int) -> CropFrame {
    CropFrame(
      centerX: (2 * face.x + face.width + 16) >> 5, centerY: (2 * face.y + face.height + 16) >> 5,
      side: max(16, (face.longerSide * thousandths + 8_000) / 16_000))
  }

  /// The similarity transform of the template's two eyes to the face's.
  private static func aligned(_ face: Face, _ template: EyeTemplate) -> CropFrame? {
    let unit = Double(Face.unit)
    let x = Double(face.leftEye.x - face.rightEye.x) / unit
    let y = Double(face.leftEye.y - face.rightEye.y) / unit
    let distance = (x * x + y * y).squareRoot()
    guard distance > 0, distance * 8 * unit >= Double(face.longerSide) else { return nil }
    let templateX = template.rightX - template.leftX
    let templateY = template.rightY - template.leftY
    let templateDistance = (templateX * templateX + templateY * templateY).squareRoot()
    let side = distance / templateDistance
    let scale = distance * templateDistance
    let cosine = (x * templateX + y * templateY) / scale
    let sine = (y * templateX - x * templateY) / scale
    // From the middle of the eyes to the middle of the square, turned with the face.
    let awayX = (0.5 - (template.leftX + template.rightX) / 2) * side
    let awayY = (0.5 - (template.leftY + template.rightY) / 2) * side
    let middleX = Double(face.leftEye.x + face.rightEye.x) / (2 * unit)
    let middleY = Double(face.leftEye.y + face.rightEye.y) / (2 * unit)
    let degrees = Elementary.arctangent(y: sine, x: cosine) * 57.295779513082320877
    return CropFrame(
      centerX: whole((middleX + cosine * awayX - sine * awayY) * 16),
      centerY: whole((middleY + sine * awayX + cosine * awayY) * 16),
      side: max(16, whole(side * 16)), tilt: whole(degrees * 1000))
  }

  private static func whole(_ value: Double) -> Int { Int(value.rounded(.toNearestOrEven)) }
}
