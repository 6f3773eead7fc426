public import Core

extension Decision.Action {
  /// The words of all actions, as the journal and its files have them.
  public static let words = [
    "exclude", "group", "keep", "not-duplicate", "once", "relabel", "split-pin",
  ]

  /// The word of the action.
  public var word: String {
    switch self {
    case .keep: "keep"
    case .exclude: "exclude"
    case .once: "once"
    case .relabel: "relabel"
    case .group: "group"
    case .splitPin: "split-pin"
    case .notDuplicate: "not-duplicate"
    }
  }

  /// What the word needs beside it: a class, a group's name, a split or the other sample's key.
  public var value: String? {
    switch self {
    case .keep, .exclude, .once: nil
    case .relabel(let name), .group(let name): name
    case .splitPin(let split): split.rawValue
    case .notDuplicate(let key): key.digest.hex
    }
  }

  /// The action of a word and a value; nil where they are none.
  public init?(word: String, value: String?) {
    switch (word, value) {
    case ("keep", nil): self = .keep
    case ("exclude", nil): self = .exclude
    case ("once", nil): self = .once
    case ("relabel", let name?) where !name.isEmpty: self = .relabel(name)
    case ("group", let name?) where !name.isEmpty: self = .group(name)
    case ("split-pin", let name?):
      guard let split = Split(rawValue: name) else { return nil }
      self = .splitPin(split)
    case ("not-duplicate", let hex?):
      guard let digest = Digest(hex: hex) else { return nil }
      self = .notDuplicate(SampleKey(digest))
    default: return nil
    }
  }

  /// What an action settles; of several decisions on one aspect of a target the latest counts.
  public enum Aspect: Hashable, Sendable {
    /// Whether a sample is used: keep, exclude and once.
    case use
    /// Its class.
    case label
    /// Its group.
    case group
    /// Its split.
    case pin
    /// That it is no duplicate of this other one.
    case pair(SampleKey)
  }

  /// What the action settles.
  public var aspect: Aspect {
    switch self {
    case .keep, .exclude, .once: .use
    case .relabel: .label
    case .group: .group
    case .splitPin: .pin
    case .notDuplicate(let other): .pair(other)
    }
  }
}
