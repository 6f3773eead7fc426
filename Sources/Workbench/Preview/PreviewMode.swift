/// The kinds of sheet.
public enum PreviewMode: Hashable, Sendable {
  /// Samples by the steps from the decoded picture to the canonical image, then augmented copies.
  case steps(copies: Int)
  /// One image under every step of the augmentation at both ends of its range.
  case grid
  /// The mean canonical image of every class.
  case average
  /// Samples under every denoiser, with what each took away.
  case denoisers
  /// Whole photographs with the faces found in them, beside what is cut out.
  case faces

  /// The word for programs.
  public var word: String {
    switch self {
    case .steps: "steps"
    case .grid: "grid"
    case .average: "average"
    case .denoisers: "denoisers"
    case .faces: "faces"
    }
  }
}
