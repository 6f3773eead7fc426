import Core
import FaceDetection
import Imaging
import NeuralNetworks
import TestSupport
import Testing

@Suite("YuNet on real photographs", .enabled(if: RealFaces.areThere, "\(RealFaces.reason)"))
struct YuNetTests {
  @Test("its twelve raw outputs are the recorded ones to 1e-3")
  func rawOutputs() throws {
    let arrays = try Numpy.arrays(of: "\(RealFaces.folder ?? "")/yunet_parity_2008_002506.npz")
    let input = try #require(arrays["input_bgr_nchw"])
    let workspace = InferenceWorkspace(try RealFaces.yunet().network)
    try workspace.prepare(height: input.shape[2], width: input.shape[3])
    try workspace.setInput(input.values)
    workspace.run()
    #expect(arrays.count == 13)
    for (name, expected) in arrays where name != "input_bgr_nchw" {
      let found = workspace.withOutput(name) { values, dimensions in (Array(values), dimensions) }
      let (values, dimensions) = try #require(found)
      #expect(dimensions == expected.shape)
      let worst = zip(values, expected.values).map { abs($0 - $1) }.max() ?? .infinity
      #expect(values.count == expected.values.count && worst < 1e-3, "\(name): \(worst)")
    }
  }

  @Test("at full size it finds what OpenCV's detector finds")
  func reference() throws {
    let detector = FaceDetector(try RealFaces.yunet())
    let settings = FaceSettings(scales: [8192])
    var (worst, worstScore) = (0.0, 0.0)
    let references = try RealFaces.reference()
    #expect(references.reduce(0) { $0 + $1.faces.count } > 100)
    for reference in references {
      let faces = try detector.faces(in: try RealFaces.image(reference.file), settings: settings)
      try #require(faces.count == reference.faces.count, "\(reference.file)")
      for (face, expected) in zip(faces, reference.faces) {
        let places =
          [face.x, face.y, face.width, face.height]
          + [face.rightEye, face.leftEye, face.nose, face.rightMouth, face.leftMouth]
          .flatMap { [$0.x, $0.y] }
        for (place, pixels) in zip(places, expected) {
          worst = max(worst, abs(Double(place) / 256 - pixels))
        }
        worstScore = max(worstScore, abs(Double(face.score) / 65536 - expected[14]))
      }
    }
    #expect(worst < 0.05, "\(worst) pixels")
    #expect(worstScore < 0.0005, "\(worstScore) of score")
  }

  @Test("the eight EXIF orientations of one photograph have the same three faces")
  func orientations() throws {
    let detector = FaceDetector(try RealFaces.yunet())
    let first = try detector.faces(in: try RealFaces.image("exif_faces/2008_002506_orient1.jpg"))
    #expect(first.count == 3)
    for orientation in 2...8 {
      let name = "exif_faces/2008_002506_orient\(orientation).jpg"
      let faces = try detector.faces(in: try RealFaces.image(name))
      try #require(faces.count == 3, "\(name)")
      for face in faces {
        // Encoding the turned picture anew moves a box a little, and may exchange two scores.
        let nearest = first.map { max(abs($0.x - face.x), abs($0.y - face.y)) }.min() ?? .max
        #expect(nearest < 3 * 256, "\(name)")
      }
    }
  }

  @Test("photographs without faces have none, at the default scales")
  func noFaces() throws {
    let detector = FaceDetector(try RealFaces.yunet())
    for name in try Files.list("\(RealFaces.folder ?? "")/noface") {
      #expect(try detector.faces(in: try RealFaces.image("noface/\(name)")).isEmpty, "\(name)")
    }
  }

  @Test("faces from 20 pixels to the whole picture are found at the default scales")
  func sizes() throws {
    let detector = FaceDetector(try RealFaces.yunet())
    let photograph = try RealFaces.image("dlib/2008_002506.jpg")
    // A face of 123 pixels in 500: shrunk to about 20, and cut out and enlarged to fill 1,400 pixels.
    let tiny = try photograph.resized(width: 82, height: 62)
    #expect(try !detector.faces(in: tiny).isEmpty)
    let face = try #require(try detector.faces(in: photograph).first)
    let (x, y, side) = (face.x / 256 - 15, face.y / 256, face.height / 256)
    var pixels: [UInt8] = []
    for row in y..<y + side {
      for column in x..<x + side {
        for channel in 0..<3 { pixels.append(photograph[column, row, channel]) }
      }
    }
    let filled = try Image(width: side, height: side, channels: 3, pixels: pixels)
      .resized(width: 1400, height: 1400)
    let found = try detector.faces(in: filled)
    #expect(found.count == 1)
    #expect(found.first.map { $0.height > 1000 * 256 } == true)
  }

  @Test("a gray photograph is taken as three equal channels")
  func gray() throws {
    let detector = FaceDetector(try RealFaces.yunet())
    let gray = try RealFaces.image("dlib/2008_002506.jpg").grayscale()
    let faces = try detector.faces(in: gray)
    #expect(faces.count == 3)
    #expect(try detector.faces(in: gray.rgb()) == faces)
  }

  @Test("what is found does not depend on what was seen before, nor on threads")
  func independence() throws {
    let yunet = try RealFaces.yunet()
    let names = ["dlib/2008_002506.jpg", "dlib/2009_004587.jpg", "face_recognition/john1.jpeg"]
    let images = try names.map { try RealFaces.image($0) }
    let alone = try images.map { try FaceDetector(yunet).faces(in: $0) }
    let detector = FaceDetector(yunet)
    for index in [2, 0, 1, 0, 2] {
      #expect(try detector.faces(in: images[index]) == alone[index])
    }
    let parallel = WorkerPool(threads: 3).map(images.count) { index, _ in
      try? FaceDetector(yunet).faces(in: images[index])
    }
    #expect(parallel == alone)
  }

  @Test("the faces of one photograph are pinned")
  func pinned() throws {
    let faces = try FaceDetector(try RealFaces.yunet())
      .faces(in: try RealFaces.image("dlib/2008_002506.jpg"))
    #expect(
      faces.map { [$0.x, $0.y, $0.width, $0.height, $0.leftEye.x, $0.nose.y, $0.score] } == [])
  }

  @Test("the file's digest is remembered")
  func digest() throws {
    #expect(
      try RealFaces.yunet().digest.hex
        == "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4")
  }
}
