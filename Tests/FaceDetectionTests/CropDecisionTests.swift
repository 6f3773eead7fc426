import Core
import FaceDetection
import Testing

@Suite("What becomes of an image")
struct CropDecisionTests {
  private func decide(
    _ width: Int, _ height: Int, _ faces: [Face], _ settings: FaceSettings = .standard
  ) -> [CropDecision] {
    CropDecision.decide(imageWidth: width, imageHeight: height, faces: faces, settings: settings)
  }

  private func filling(
    _ width: Int, _ height: Int, _ faces: [Face], _ settings: FaceSettings = .standard
  ) -> Int? {
    CropDecision.fillingFace(
      imageWidth: width, imageHeight: height, faces: faces, settings: settings)
  }

  @Test("a small image passes through, whatever was found in it")
  func small() {
    #expect(decide(64, 48, [Fixtures.face()]) == [.passedThrough(.small)])
    #expect(decide(48, 64, []) == [.passedThrough(.small)])
    #expect(decide(65, 48, []) == [.noFace])
    #expect(decide(48, 48, [], FaceSettings(small: 0)) == [.noFace])
  }

  @Test("without a face the decision says so")
  func none() {
    for choice in FaceChoice.allCases {
      #expect(decide(500, 400, [], FaceSettings(choice: choice)) == [.noFace])
    }
  }

  @Test("a crop that fills the image is not made; just below it is")
  func filled() {
    let face = Fixtures.face(x: 0, y: 0, width: 80, height: 100)
    // The square's side is 93.5: 0.8 of 116.875.
    #expect(decide(300, 116, [face]) == [.passedThrough(.filled)])
    #expect(filling(300, 116, [face]) == 0)
    #expect(filling(300, 117, [face]) == nil)
    let frame = CropGeometry.fer2013.frame(of: face)
    #expect(decide(300, 117, [face]) == [.cropped(frame: frame, face: 0)])
  }

  @Test("each face has its decision, and a filled image passes through once")
  func each() {
    let settings = FaceSettings(choice: .each)
    let small = Fixtures.face(x: 5, y: 5, width: 30, height: 30)
    let large = Fixtures.face(x: 0, y: 0, width: 190, height: 190)
    let decisions = decide(200, 200, [small, large, large, small], settings)
    let frame = CropGeometry.fer2013.frame(of: small)
    #expect(
      decisions == [
        .cropped(frame: frame, face: 0), .passedThrough(.filled), .cropped(frame: frame, face: 3),
      ])
    #expect(filling(200, 200, [small, large, large, small], settings) == 1)
    #expect(filling(200, 200, [small, small], settings) == nil)
  }

  @Test("the choices take what they say, and ties have rules")
  func choices() {
    let faces = [
      Fixtures.face(x: 0, y: 0, width: 50, height: 50, score: 0.7),
      Fixtures.face(x: 90, y: 90, width: 20, height: 20, score: 0.8),
      Fixtures.face(x: 150, y: 20, width: 50, height: 50, score: 0.9),
      Fixtures.face(x: 20, y: 150, width: 20, height: 20, score: 0.9),
    ]
    func chosen(_ choice: FaceChoice, _ faces: [Face]) -> [Int] {
      choice.indices(of: faces, imageWidth: 200, imageHeight: 200)
    }
    #expect(chosen(.largest, faces) == [2])
    #expect(chosen(.mostCentral, faces) == [1])
    #expect(chosen(.bestScore, faces) == [2])
    #expect(chosen(.each, faces) == [0, 1, 2, 3])
    // The chosen face is the same in any order.
    for choice in [FaceChoice.largest, .mostCentral, .bestScore] {
      let first = chosen(choice, faces).map { faces[$0] }
      let reversed = Array(faces.reversed())
      #expect(chosen(choice, reversed).map { reversed[$0] } == first)
      #expect(chosen(choice, [faces[3], faces[3]]) == [0])
    }
  }
}
