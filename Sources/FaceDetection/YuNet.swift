public import Core
public import NeuralNetworks

/// The face detector YuNet (Wu, Peng and Yu, 2023), read from its ONNX file and shared by every thread.
///
/// It holds the weights; each thread has a ``FaceDetector`` of its own.
public struct YuNet: Sendable {
  /// The SHA-256 of the file.
  public let digest: Digest
  /// The network, which takes images of blue, green and red planes, 0 … 255.
  public let network: InferenceNetwork

  /// The strides of the three grids of the outputs, in pixels.
  static let strides = [8, 16, 32]
  /// A side of what the network sees is a multiple of this many pixels.
  static let multiple = 32

  /// Reads the detector from the bytes of its file.
  ///
  /// - Throws: ``FaceDetectionError`` when the bytes are not such a network.
  public init(bytes: [UInt8]) throws(FaceDetectionError) {
    digest = Digest.sha256(of: bytes)
    do {
      network = try InferenceNetwork(try ONNXModel(bytes: bytes))
    } catch {
      throw .model(error)
    }
    guard network.inputChannels == 3 else {
      throw .notADetector(
        reason: "its input has \(network.inputChannels) channels instead of three")
    }
    for stride in Self.strides {
      for (part, _) in Self.parts where !network.outputNames.contains("\(part)_\(stride)") {
        throw .notADetector(reason: "it has no output '\(part)_\(stride)'")
      }
    }
  }

  /// The outputs of each grid and the numbers they have for every cell.
  static let parts = [("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10)]
}
