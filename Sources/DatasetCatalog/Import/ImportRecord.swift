/// What became of one member.
public struct ImportRecord: Hashable, Sendable {
  /// The member's path in its source.
  public var path: String
  /// 0 for the first member of this path, 1… for later ones of the same path.
  public var occurrence: Int
  /// What became of it.
  public var outcome: ImportOutcome

  /// What became of one member.
  public init(path: String, occurrence: Int = 0, outcome: ImportOutcome) {
    self.path = path
    self.occurrence = occurrence
    self.outcome = outcome
  }
}
