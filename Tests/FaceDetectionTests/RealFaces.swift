import Core
import FaceDetection
import Imaging
import TestSupport

/// The detector's file and the photographs beside this checkout.
enum RealFaces {
  static let model = SharedData.path("../models/face_detection_yunet_2023mar.onnx")
  static let folder = SharedData.path("faces")
  static let areThere = model != nil && folder != nil
  static let reason = SharedData.reason

  static func yunet() throws -> YuNet {
    try YuNet(bytes: try Files.read(model ?? "", limit: 1 << 24))
  }

  static func image(_ name: String) throws -> Image {
    var decoder = try ImageDecoder()
    return try decoder.decode(try Files.read("\(folder ?? "")/\(name)", limit: 1 << 28)).image
  }

  /// What OpenCV's detector found in one photograph: x, y, width, height, five points, score, in pixels.
  struct Reference {
    let file: String
    var faces: [[Double]]
  }

  static func reference() throws -> [Reference] {
    let text = String(
      decoding: try Files.read("\(folder ?? "")/yunet_reference.csv", limit: 1 << 20), as: UTF8.self
    )
    var found: [Reference] = []
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let file = String(cells[0])
      if found.last?.file != file { found.append(Reference(file: file, faces: [])) }
      let numbers = cells[4...].compactMap { Double($0.filter { $0 != "\r" }) }
      if numbers.count == 15 { found[found.count - 1].faces.append(numbers) }
    }
    return found
  }
}
