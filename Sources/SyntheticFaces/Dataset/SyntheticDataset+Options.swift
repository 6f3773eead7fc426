public import Core

extension SyntheticDataset {
  /// The file format of the pictures.
  public enum Format: String, CaseIterable, Hashable, Sendable {
    case jpeg
    case png

    /// The extension of file names, without a dot.
    public var fileExtension: String { self == .jpeg ? "jpg" : "png" }

    /// The other format.
    var other: Format { self == .jpeg ? .png : .jpeg }
  }

  /// What to draw.
  public struct Options: Hashable, Sendable {
    /// The number of subjects unless told, or the images a class if they are fewer.
    public static let usualSubjects = 60

    /// Images a class, 1…100,000, before defects are planted.
    public var perClass = 300

    /// Width and height in pixels, 16…1024.
    public var size = 48

    /// Different persons, at most ``perClass``; nil: 60, or ``perClass`` if that is less.
    public var subjects: Int?

    /// The classes; each must mean an expression that can be drawn.
    public var taxonomy = Taxonomy.fer7

    /// Chooses everything that is left to chance.
    public var seed: UInt64 = 1

    /// The file format.
    public var format = Format.jpeg

    /// Gray or RGB.
    public var color = FaceColor.gray

    /// The defects to plant; nil: none.
    public var plant: PlantOptions?

    /// 300 gray JPEG images of 48 × 48 pixels for each class of `fer7`, without defects.
    public init() {}
  }
}
