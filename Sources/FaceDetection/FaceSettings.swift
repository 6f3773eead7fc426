/// How faces are looked for, chosen and cut out.
public struct FaceSettings: Hashable, Sendable {
  /// Which of several faces are taken; `choose`, by default the largest.
  public var choice: FaceChoice
  /// How a face becomes a square; `crop`, by default FER2013's own geometry.
  public var geometry: CropGeometry
  /// What a detection must score at least, 0 … 1; `min-score`, by default 0.6.
  public var minimumScore: Double
  /// The overlap (intersection over union) above which the weaker of two detections is dropped; `nms`,
  /// by default 0.3.
  public var overlap: Double
  /// The long sides, in pixels, at which the image is looked at; `scales`, by default 320, 640 and 1280.
  public var scales: [Int]
  /// What an image without a face becomes; `no-face`, by default it is kept whole.
  public var noFace: NoFacePolicy
  /// Images whose sides are both at most this many pixels are face crops; `small`, by default 64.
  public var small: Int
  /// A crop whose side is at least this share of the image's shorter side is not made; `filled`, by
  /// default 0.8.
  public var filled: Double

  /// What an image becomes in which no face was found.
  public enum NoFacePolicy: String, CaseIterable, Hashable, Sendable {
    /// The whole image is used, and counted.
    case keep
    /// The image is left out, and counted.
    case exclude
    /// The run fails and names the image.
    case fail
  }

  /// Settings; what is not given is the default.
  public init(
    choice: FaceChoice = .largest, geometry: CropGeometry = .fer2013, minimumScore: Double = 0.6,
    overlap: Double = 0.3, scales: [Int] = [320, 640, 1280], noFace: NoFacePolicy = .keep,
    small: Int = 64, filled: Double = 0.8
  ) {
    (self.choice, self.geometry) = (choice, geometry)
    (self.minimumScore, self.overlap, self.scales) = (minimumScore, overlap, scales)
    (self.noFace, self.small, self.filled) = (noFace, small, filled)
  }

  /// The defaults.
  public static let standard = FaceSettings()

  /// Whether an image of this size is a face crop by its size alone, so that no detector need look at it.
  public func isSmall(width: Int, height: Int) -> Bool { max(width, height) <= small }
}
