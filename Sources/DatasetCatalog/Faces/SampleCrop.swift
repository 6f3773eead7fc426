public import Core

/// What cropping came to for one sample.
public struct SampleCrop: Hashable, Sendable {
  /// How it ended.
  public enum Outcome: Int, CaseIterable, Hashable, Sendable {
    /// A frame round a detected face is cut out.
    case cropped = 0
    /// The whole image is used: it is too small to be a photograph with a face in it.
    case small = 1
    /// The whole image is used: the face fills it already.
    case filled = 2
    /// The box that the dataset gave is used.
    case given = 3
    /// No face was found; the whole image stands for it.
    case noFace = 4
  }

  /// How it ended.
  public let outcome: Outcome
  /// What is cut out of the upright image, where it was cropped.
  public let frame: CropFrame?
  /// The number of the face among those found in the image, where one was chosen.
  public let face: Int?

  /// An outcome with its frame.
  public init(_ outcome: Outcome, frame: CropFrame? = nil, face: Int? = nil) {
    (self.outcome, self.frame, self.face) = (outcome, frame, face)
  }
}
