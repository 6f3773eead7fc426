import FaceDetection

enum Fixtures {
  /// A face whose eyes lie as given, in pixels; the rest is plausible.
  static func face(
    x: Double = 10, y: Double = 20, width: Double = 40, height: Double = 50,
    rightEye: (Double, Double) = (20, 40), leftEye: (Double, Double) = (40, 40),
    score: Double = 0.9
  ) -> Face {
    func point(_ x: Double, _ y: Double) -> Face.Point {
      Face.Point(x: Int(x * 256), y: Int(y * 256))
    }
    return Face(
      x: Int(x * 256), y: Int(y * 256), width: Int(width * 256), height: Int(height * 256),
      rightEye: point(rightEye.0, rightEye.1), leftEye: point(leftEye.0, leftEye.1),
      nose: point(x + width / 2, y + height / 2), rightMouth: point(x + width / 3, y + height),
      leftMouth: point(x + width, y + height), score: Int(score * 65536))
  }
}
