/// Which of several faces of one image are taken.
public enum FaceChoice: String, CaseIterable, Hashable, Sendable {
  /// The box of the largest area; of equal ones the better score.
  case largest
  /// The box whose centre is nearest to the image's; of equal ones the larger.
  case mostCentral = "most-central"
  /// The best score; of equal ones the larger.
  case bestScore = "best-score"
  /// Every face, in the order given.
  case each

  /// The indices of the chosen faces; none when there are none.
  ///
  /// Whatever is still equal after the stated rules is decided by the smaller y, the smaller x, and at last
  /// by the order given.
  public func indices(of faces: [Face], imageWidth: Int, imageHeight: Int) -> [Int] {
    let center = (x: imageWidth * Face.unit, y: imageHeight * Face.unit)
    if self == .each { return Array(faces.indices) }
    let best = faces.indices.min { left, right in
      let (a, b) = (rank(faces[left], center), rank(faces[right], center))
      return a == b ? left < right : a.lexicographicallyPrecedes(b)
    }
    return best.map { [$0] } ?? []
  }

  /// Smaller is better, number by number.
  ///
  /// Distances are doubled, so that halves stay whole.
  private func rank(_ face: Face, _ doubledCenter: (x: Int, y: Int)) -> [Double] {
    let area = Double(face.width) * Double(face.height)
    let score = Double(face.score)
    let x = Double(2 * face.x + face.width - doubledCenter.x)
    let y = Double(2 * face.y + face.height - doubledCenter.y)
    let place = [Double(face.y), Double(face.x)]
    switch self {
    case .largest: return [-area, -score] + place
    case .mostCentral: return [x * x + y * y, -area, -score] + place
    case .bestScore, .each: return [-score, -area] + place
    }
  }
}
