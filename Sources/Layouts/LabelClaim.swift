public import Core

/// What a dataset says about one sample, in the dataset's own words; `ClassResolver` makes a label of it.
public struct LabelClaim: Hashable, Sendable {
  /// What is said about the emotion.
  public enum Statement: Hashable, Sendable {
    /// Words for the emotion, best first; the first that names a class counts.
    case words([String])
    /// The votes of several people.
    case votes(Votes)
  }

  /// What is said about the emotion.
  public var statement: Statement
  /// The split the dataset's makers gave it, where the source says so.
  public var split: Split?
  /// What said so, as one phrase for the summary of an import: "the folder “train”".
  public var splitEvidence: String?
  /// The person pictured, as the source names them.
  public var subject: String?
  /// The face in the upright image, in pixels, as the source gives it; it may reach outside the image.
  public var box: PixelBox?
  /// The row of a label table that says so, as `label.lst#17`; `nil` where names alone tell.
  public var row: String?

  /// A claim.
  public init(
    _ statement: Statement, split: Split? = nil, splitEvidence: String? = nil,
    subject: String? = nil, box: PixelBox? = nil, row: String? = nil
  ) {
    (self.statement, self.split, self.splitEvidence) = (statement, split, splitEvidence)
    (self.subject, self.box, self.row) = (subject, box, row)
  }
}
