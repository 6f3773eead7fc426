extension Attack {
  /// What must come of an attack.
  public struct Expectation: Hashable, Sendable {
    /// How the program ends: 0 when the source was read to its end, 1 with an error, 64 for a wrong option.
    public let exitCode: Int32
    /// What a person is told, in part: in the error, or among the reasons of the ledger.
    public let says: String
    /// How many members become samples, where that is certain.
    public let accepted: Int?
    /// How many are rejected, where that is certain.
    public let rejected: Int?
    /// How many are set aside, where that is certain.
    public let ignored: Int?

    /// The source is read to its end; the ledger says what became of each member.
    static func survives(
      accepted: Int? = nil, rejected: Int? = nil, ignored: Int? = nil, says: String = ""
    ) -> Expectation {
      Expectation(
        exitCode: 0, says: says, accepted: accepted, rejected: rejected, ignored: ignored)
    }

    /// The source is refused, or given up at its fault, with a sentence.
    static func refused(_ says: String) -> Expectation {
      Expectation(exitCode: 1, says: says, accepted: nil, rejected: nil, ignored: nil)
    }
  }
}
