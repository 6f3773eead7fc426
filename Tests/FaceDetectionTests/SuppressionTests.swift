import Core
import FaceDetection
import NeuralNetworks
import Testing

@Suite("From cells to faces")
struct SuppressionTests {
  private func box(
    _ x: Float, _ y: Float, _ width: Float, _ height: Float, _ score: Float
  ) -> Candidate {
    Candidate(x: x, y: y, width: width, height: height, score: score)
  }

  private func kept(_ candidates: [Candidate], overlap: Float = 0.3, limit: Int = 5000) -> [Float] {
    Suppression(minimum: 0.6, overlap: overlap, limit: limit).kept(candidates).map(\.x)
  }

  @Test("the better of two overlapping boxes stays, boxes apart both stay, best first")
  func overlaps() {
    let boxes = [box(0, 0, 10, 10, 0.7), box(1, 0, 10, 10, 0.9), box(50, 0, 10, 10, 0.8)]
    #expect(kept(boxes) == [1, 50])
    #expect(kept(boxes.reversed()) == [1, 50])
    #expect(kept([]).isEmpty)
  }

  @Test("an overlap of exactly the limit stays, boxes are cut to whole pixels first")
  func limits() {
    // Common 6 × 10 of 2 × 100 − 60: 3/7.
    let boxes = [box(0, 0, 10, 10, 0.9), box(4, 0, 10, 10, 0.8)]
    #expect(kept(boxes, overlap: 0.43) == [0, 4])
    #expect(kept(boxes, overlap: 0.42) == [0])
    // Cut to whole pixels they only touch.
    let close = [box(0.9, 0, 10.9, 10, 0.9), box(10.5, 0, 10.9, 10, 0.8)]
    #expect(kept(close, overlap: 0) == [0.9, 10.5])
  }

  @Test("equal scores keep their order; at most so many are looked at")
  func order() {
    let boxes = (0..<5).map { box(Float(20 * $0), 0, 10, 10, $0 == 3 ? 0.9 : 0.8) }
    #expect(kept(boxes) == [60, 0, 20, 40, 80])
    #expect(kept(boxes, limit: 2) == [60, 0])
  }

  @Test("several candidates must score more than the minimum, one need not")
  func minimum() {
    let one = box(0, 0, 10, 10, 0.6)
    #expect(kept([one]) == [0])
    #expect(kept([one, box(50, 0, 10, 10, 0.6)]).isEmpty)
  }

  @Test("boxes of no area suppress each other and never trap")
  func empty() {
    let boxes = [box(0, 0, 0.5, 0.5, 0.9), box(80, 80, 0.5, 0.5, 0.8)]
    #expect(kept(boxes).count == 1)
  }

  private func decode(
    cls: Float, obj: Float, bbox: [Float], cell: Int, minimum: Float = 0.6
  ) -> [Candidate] {
    var (scores, objects) = ([Float](repeating: 0, count: 12), [Float](repeating: 0, count: 12))
    var (boxes, points) = ([Float](repeating: 0, count: 48), [Float](repeating: 0, count: 120))
    (scores[cell], objects[cell]) = (cls, obj)
    boxes.replaceSubrange(4 * cell..<4 * cell + 4, with: bbox)
    for index in 0..<10 { points[10 * cell + index] = Float(index) / 4 }
    return scores.withUnsafeBufferPointer { cls in
      objects.withUnsafeBufferPointer { obj in
        boxes.withUnsafeBufferPointer { bbox in
          points.withUnsafeBufferPointer { kps in
            Candidate.decode(
              cls: cls, obj: obj, bbox: bbox, kps: kps, columns: 4, stride: 16, minimum: minimum)
          }
        }
      }
    }
  }

  @Test("a cell is decoded by the stated formulas")
  func formulas() throws {
    // Row 1, column 2.
    let found = decode(cls: 0.81, obj: 1.7, bbox: [0.5, 0.25, 0, 0.6931472], cell: 6)
    let face = try #require(found.first)
    #expect(found.count == 1 && face.score == 0.9)
    #expect(face.width == 16 && abs(face.height - 32) < 1e-5)
    #expect(face.x == 2.5 * 16 - 8 && abs(face.y - (1.25 * 16 - 16)) < 1e-5)
    #expect(face.points[0] == 32 && face.points[1] == 1.25 * 16 && face.points[8] == 4 * 16)
    #expect(face.face.x == 32 * 256 && face.face.score == 58982)
    #expect(face.face.rightEye == Face.Point(x: 32 * 256, y: 20 * 256))
  }

  @Test("numbers that are no picture's are dropped")
  func unsound() {
    for size: Float in [.infinity, .nan, 90, 800] {
      #expect(decode(cls: 1, obj: 1, bbox: [0, 0, size, 0], cell: 0).isEmpty, "\(size)")
    }
    #expect(decode(cls: .nan, obj: 1, bbox: [0, 0, 0, 0], cell: 0).allSatisfy { $0.score <= 1 })
    #expect(decode(cls: 1, obj: 1, bbox: [.nan, 0, 0, 0], cell: 0).isEmpty)
    #expect(decode(cls: 0.36, obj: 0.99, bbox: [0, 0, 0, 0], cell: 0).isEmpty)
  }

  @Test(
    "scales shrink only, and a picture's own size is the last",
    arguments: [
      (500, 375, [[320, 240], [500, 375]]), (100, 80, [[100, 80]]),
      (1280, 960, [[320, 240], [640, 480], [1280, 960]]),
      (6000, 4000, [[320, 213], [640, 427], [1280, 853]]),
      (30_000, 3, [[320, 1], [640, 1], [1280, 1]]),
      (3, 900, [[1, 320], [2, 640], [3, 900]]),
    ])
  func scales(width: Int, height: Int, expected: [[Int]]) {
    let sizes = ScalePlan.sizes(width: width, height: height, scales: [1280, 320, 640])
    #expect(sizes.map { [$0.width, $0.height] } == expected)
  }

  @Test("a file that is no detector is refused")
  func notADetector() {
    let error = #expect(throws: FaceDetectionError.self) { try YuNet(bytes: [1, 2, 3]) }
    #expect(error?.description.hasPrefix("the face detector cannot be used: ") == true)
    let other = FaceDetectionError.notADetector(reason: "it has no output 'cls_8'")
    #expect(
      "\(other)"
        == "the model is not YuNet: it has no output 'cls_8'; use face_detection_yunet_2023mar.onnx"
    )
  }
}
