/// What a batch brought to the catalog.
public struct AppendSummary: Hashable, Sendable {
  /// Contents the workspace did not have.
  public var newContents: Int
  /// Contents of the batch that another source brought before, by the name of the first that did.
  public var knownContents: [String: Int]

  /// What a batch brought to the catalog.
  public init(newContents: Int = 0, knownContents: [String: Int] = [:]) {
    self.newContents = newContents
    self.knownContents = knownContents
  }

  /// Both batches together; a content of both counts twice.
  public static func += (left: inout AppendSummary, right: AppendSummary) {
    left.newContents += right.newContents
    left.knownContents.merge(right.knownContents, uniquingKeysWith: +)
  }
}
