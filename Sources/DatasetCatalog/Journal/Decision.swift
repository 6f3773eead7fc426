public import Core

/// A judgement about a sample or a content, with its reason and its author.
public struct Decision: Hashable, Sendable {
  /// What is to be done.
  public enum Action: Hashable, Sendable {
    /// Use it, whatever checks say.
    case keep
    /// Leave it out.
    case exclude
    /// Use it once: of several members that hold the same bytes, one counts.
    case once
    /// Give it the class of this name.
    case relabel(String)
    /// Put it in the group of this name: a group's samples share a split.
    case group(String)
    /// Put it, and whoever shares its group, into this split.
    case splitPin(Split)
    /// It and this other sample are no duplicates, however alike they look.
    case notDuplicate(SampleKey)
  }

  /// What it is about.
  public enum Target: Hashable, Sendable {
    /// One sample: a content, or a region of it.
    case sample(SampleKey)
    /// Every sample of a content.
    case content(ContentID)
  }

  /// What is to be done.
  public var action: Action
  /// What it is about.
  public var target: Target
  /// Why.
  public var reason: String
  /// Who says so: a person or a check.
  public var author: String
  /// When, as the caller writes it.
  public var recordedAt: String?

  /// A judgement.
  public init(
    _ action: Action, _ target: Target, reason: String, author: String, recordedAt: String? = nil
  ) {
    self.action = action
    self.target = target
    self.reason = reason
    self.author = author
    self.recordedAt = recordedAt
  }

  /// That two samples are no duplicates; the smaller key is the target.
  public init(
    notDuplicates pair: SamplePair, reason: String, author: String, recordedAt: String? = nil
  ) {
    self.init(
      .notDuplicate(pair.second), .sample(pair.first), reason: reason, author: author,
      recordedAt: recordedAt)
  }
}
