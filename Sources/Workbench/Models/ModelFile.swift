internal import Core

/// A file of weights that is installed on request, never shipped: its name, its digest and where it is found.
///
/// The digest is pinned, so it does not matter which mirror, proxy or colleague the bytes came from.
public struct ModelFile: Hashable, Sendable {
  /// What a person calls it: "yunet".
  public let name: String
  /// The name of the file.
  public let fileName: String
  /// Its size in bytes.
  public let byteCount: Int
  /// The SHA-256 of its bytes, 64 lowercase hexadecimal digits.
  public let sha256: String
  /// Where it is published; the next place is tried when one fails.
  public let sources: [String]
  /// What it is for, whose it is and under which licence.
  public let summary: String
  /// The environment variable that names a file to use instead of the installed one.
  public let variable: String

  /// A file of weights.
  public init(
    name: String, fileName: String, byteCount: Int, sha256: String, sources: [String],
    summary: String, variable: String
  ) {
    (self.name, self.fileName, self.byteCount) = (name, fileName, byteCount)
    (self.sha256, self.sources, self.summary) = (sha256, sources, summary)
    self.variable = variable
  }

  /// Every file that can be installed.
  public static let all: [ModelFile] = [yunet]

  /// YuNet of March 2023 (Wu, Peng and Yu, 2023), the face detector that `crop` runs.
  ///
  /// GitHub's raw address of the OpenCV Zoo leads on to the stored bytes (the file is in Git LFS, whose quota can
  /// be used up); the second place is the zoo's own newer home.
  public static let yunet = ModelFile(
    name: "yunet",
    fileName: "face_detection_yunet_2023mar.onnx",
    byteCount: 232_589,
    sha256: "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
    sources: [
      "https://github.com/opencv/opencv_zoo/raw/main/models/face_detection_yunet/"
        + "face_detection_yunet_2023mar.onnx",
      "https://huggingface.co/opencv/face_detection_yunet/resolve/main/"
        + "face_detection_yunet_2023mar.onnx",
    ],
    summary: "the face detector of crop (OpenCV Zoo, MIT licence)",
    variable: "FER_DATA_YUNET")

  /// The model of a name, or an error that lists the names.
  public static func named(_ name: String) throws(WorkbenchError) -> ModelFile {
    if let found = all.first(where: { $0.name == name.lowercased() }) { return found }
    throw .model(.unknown(name: name, known: all.map(\.name)))
  }

  /// Whether these are the file's bytes.
  func matches(_ bytes: [UInt8]) -> Bool {
    bytes.count == byteCount && Digest.sha256(of: bytes).hex == sha256
  }
}
