/// What a use case tells while it works.
public struct Progress: Hashable, Sendable {
  /// The step, such as "import" or "train".
  public let step: String
  /// How much is done, in `unit`s.
  public let done: Int
  /// How much there is in all, when that is known.
  public let total: Int?
  /// What is counted: "images", "rows".
  public let unit: String
  /// Further figures, such as loss and accuracy.
  public let note: String

  /// A state of a step.
  public init(step: String, done: Int, total: Int?, unit: String, note: String = "") {
    (self.step, self.done, self.total) = (step, done, total)
    (self.unit, self.note) = (unit, note)
  }
}
