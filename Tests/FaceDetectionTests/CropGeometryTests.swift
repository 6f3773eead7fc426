import Core
import FaceDetection
import Testing

@Suite("Crop geometry")
struct CropGeometryTests {
  @Test("FER2013's square lies round the box's centre, 0.935 of the longer side")
  func fer2013() {
    let frame = CropGeometry.fer2013.frame(of: Fixtures.face())
    #expect(frame == CropFrame(centerX: 30 * 16, centerY: 45 * 16, side: 748))
  }

  @Test("a margin of 0 is the longer side, 0.25 half as much again, −0.1 a fifth less")
  func margins() {
    let face = Fixtures.face()
    #expect(CropGeometry.margin(thousandths: 0).frame(of: face).side == 50 * 16)
    #expect(CropGeometry.margin(thousandths: 250).frame(of: face).side == 75 * 16)
    #expect(CropGeometry.margin(thousandths: -100).frame(of: face).side == 40 * 16)
  }

  @Test(
    "moving a face by whole pixels moves its square by as much", arguments: CropGeometryTests.all)
  func follows(geometry: CropGeometry) {
    let one = geometry.frame(of: Fixtures.face())
    let other = geometry.frame(
      of: Fixtures.face(x: -5, y: 27, rightEye: (5, 47), leftEye: (25, 47)))
    #expect(other.centerX - one.centerX == -15 * 16)
    #expect(other.centerY - one.centerY == 7 * 16)
    #expect(other.side == one.side && other.tilt == one.tilt)
  }

  static let all: [CropGeometry] = [
    .fer2013, .margin(thousandths: 100), .aligned(.fer2013), .aligned(.arcFace),
  ]

  @Test(
    "an aligned square puts both eyes where the template has them, at every tilt",
    arguments: EyeTemplate.known, [0.0, 3, 27, 90, 135, 179, -12, -90, -171])
  func eyesLand(template: EyeTemplate, degrees: Double) {
    let angle = degrees / 180 * 3.14159265358979
    let (c, s) = (Elementary.cos(angle), Elementary.sin(angle))
    let face = Fixtures.face(
      x: 60, y: 60, width: 80, height: 80, rightEye: (100 - 20 * c, 90 - 20 * s),
      leftEye: (100 + 20 * c, 90 + 20 * s))
    let frame = CropGeometry.aligned(template).frame(of: face)
    let turn = Double(frame.tilt) / 180_000 * 3.14159265358979
    let (cosine, sine) = (Elementary.cos(turn), Elementary.sin(turn))
    for (eye, wanted) in [
      (face.rightEye, (template.leftX, template.leftY)),
      (face.leftEye, (template.rightX, template.rightY)),
    ] {
      let dx = Double(eye.x) / 256 - Double(frame.centerX) / 16
      let dy = Double(eye.y) / 256 - Double(frame.centerY) / 16
      let side = Double(frame.side) / 16
      // Cutting turns the picture back by the tilt.
      #expect(abs((dx * cosine + dy * sine) / side + 0.5 - wanted.0) < 0.002)
      #expect(abs((dy * cosine - dx * sine) / side + 0.5 - wanted.1) < 0.002)
    }
  }

  @Test("a head that leans clockwise has a positive tilt")
  func sign() {
    let leaning = Fixtures.face(rightEye: (20, 40), leftEye: (40, 60))
    #expect(CropGeometry.aligned(.fer2013).frame(of: leaning).tilt == 45_000)
  }

  @Test("eyes too close together are not used")
  func profile() {
    let profile = Fixtures.face(rightEye: (20, 40), leftEye: (24, 40))
    let plain = CropGeometry.fer2013.frame(of: profile)
    #expect(CropGeometry.aligned(.fer2013).frame(of: profile) == plain)
    let same = Fixtures.face(rightEye: (20, 40), leftEye: (20, 40))
    #expect(CropGeometry.aligned(.arcFace).frame(of: same).tilt == 0)
  }

  @Test("a face of no size still gives a square of one pixel")
  func degenerate() {
    let face = Fixtures.face(width: 0, height: 0, rightEye: (10, 20), leftEye: (10, 20))
    for geometry in Self.all { #expect(geometry.frame(of: face).side == 16) }
  }

  @Test("the squares are pinned")
  func pinned() {
    let face = Fixtures.face(
      x: 101.3, y: 55.7, width: 61.1, height: 80.9, rightEye: (118.2, 84.4), leftEye: (146.9, 88.8))
    let frames = Self.all.map { $0.frame(of: face) }
    #expect(
      frames.map { [$0.centerX, $0.centerY, $0.side, $0.tilt] } == [
        [2110, 1538, 1210, 0], [2110, 1538, 1553, 0], [2106, 1525, 1167, 8713],
        [2113, 1443, 1477, 9030],
      ])
  }
}
