public import Core

/// The label that a member's path gives it, and what it was read from.
public struct MemberLabel: Hashable, Sendable {
  /// The class's position in the taxonomy.
  public let classIndex: Int
  /// The folder that named the class, as written.
  public let classFolder: String
  /// The split the dataset's makers gave it, where the path says so.
  public let officialSplit: Split?
  /// What said so.
  public let splitEvidence: SplitEvidence?
  /// The person pictured, where the file name says so: "S010" of CK+, "0012" of a drawn dataset.
  public let subject: String?
}
