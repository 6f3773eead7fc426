import Core
import FaceDetection
import Imaging
import TestSupport
import Testing

/// What a detector of drawn weights finds in a drawn picture: shrinking, the network, the decoding with its
/// exponential, and the suppression, without the real model's file.
@Suite("Golden faces of a drawn detector")
struct GoldenDetectorTests {
  static func picture(_ channels: Int) throws -> Image {
    var luck = LuckKey(seed: 5, purpose: "picture").luck(for: 1, epoch: 0)
    let pixels = (0..<120 * 88 * channels).map { index in
      UInt8((index / channels % 120 * 2 + luck.index(below: 90)) % 256)
    }
    return try Image(width: 120, height: 88, channels: channels, pixels: pixels)
  }

  @Test("the faces are pinned to the last bit", arguments: [1, 3])
  func faces(channels: Int) throws {
    let detector = FaceDetector(try YuNet(bytes: DrawnModel.detector().bytes))
    let settings = FaceSettings(scales: [48, 96, 8192])
    let faces = try detector.faces(in: try Self.picture(channels), settings: settings)
    #expect(faces.count >= 3)
    #expect(Set(faces.map(\.score)).count >= 3)
    let places = [\Face.rightEye, \.leftEye, \.nose, \.rightMouth, \.leftMouth]
    let text = faces.map { face in
      "\([face.x, face.y, face.width, face.height, face.score]) "
        + places.map { "\(face[keyPath: $0].x),\(face[keyPath: $0].y)" }.joined(separator: " ")
    }.joined(separator: "\n")
    let digest = Digest.sha256(of: text).hex
    #expect(digest == Self.pinned[channels], "\(text)")
  }

  static let pinned = [
    1: "1fda769c504bb7ad4080bab64b73729b8750698720c88840946821d6ec3a19d5",
    3: "92080b79f023cd62cc643bcea8c48a2e32f5cab062737f912dd20039248e6e63",
  ]
}
