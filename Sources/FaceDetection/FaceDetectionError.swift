public import NeuralNetworks

/// What can go wrong while looking for faces.
public enum FaceDetectionError: Error, Hashable, Sendable {
  /// The detector's file cannot be read or run.
  case model(ONNXError)
  /// The file is a network, but not a detector with the outputs of YuNet.
  case notADetector(reason: String)
  /// The image cannot be brought to a scale.
  case image(reason: String)
}

extension FaceDetectionError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .model(let error): "the face detector cannot be used: \(error)"
    case .notADetector(let reason):
      "the model is not YuNet: \(reason); use face_detection_yunet_2023mar.onnx"
    case .image(let reason): "the image cannot be looked at: \(reason)"
    }
  }
}
