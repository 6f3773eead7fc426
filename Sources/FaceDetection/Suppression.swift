/// Non-maximum suppression as OpenCV's `FaceDetectorYN` does it.
///
/// Boxes are cut to whole pixels (towards zero); detections are taken by falling score, equal ones in the
/// order given, at most `limit`; one is kept when its intersection over union with every kept one is at
/// most `overlap`. With more than one candidate, those that score exactly the minimum are dropped; a single
/// candidate is returned as it is.
package struct Suppression {
  package let minimum: Float
  package let overlap: Float
  /// OpenCV's `top_k`.
  package var limit: Int

  package init(minimum: Float, overlap: Float, limit: Int = 5000) {
    (self.minimum, self.overlap, self.limit) = (minimum, overlap, limit)
  }

  package func kept(_ candidates: [Candidate]) -> [Candidate] {
    guard candidates.count > 1 else { return candidates }
    let order = candidates.indices.filter { candidates[$0].score > minimum }.sorted { left, right in
      let (a, b) = (candidates[left].score, candidates[right].score)
      return a == b ? left < right : a > b
    }
    var kept: [(candidate: Candidate, box: Box)] = []
    for index in order.prefix(limit) {
      let box = Box(candidates[index])
      if kept.allSatisfy({ $0.box.overlap(with: box) <= overlap }) {
        kept.append((candidates[index], box))
      }
    }
    return kept.map(\.candidate)
  }

  /// A box of whole pixels.
  private struct Box {
    let (x, y, width, height): (Int, Int, Int, Int)

    init(_ candidate: Candidate) {
      (x, y) = (Int(candidate.x), Int(candidate.y))
      (width, height) = (Int(candidate.width), Int(candidate.height))
    }

    /// Intersection over union; 1 for two boxes of no area.
    func overlap(with other: Box) -> Float {
      let (area, otherArea) = (width * height, other.width * other.height)
      guard area + otherArea > 0 else { return 1 }
      let across = min(x + width, other.x + other.width) - max(x, other.x)
      let down = min(y + height, other.y + other.height) - max(y, other.y)
      let common = across > 0 && down > 0 ? Double(across * down) : 0
      // OpenCV's Jaccard distance, taken from one again.
      let distance = 1 - common / (Double(area + otherArea) - common)
      return 1 - Float(distance)
    }
  }
}
