public import Core

/// What becomes of the samples that leak across an official split.
public struct SplitRepair: Hashable, Sendable {
  /// What is done with them.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// They stay and are counted.
    case none
    /// Those of one split go where the others of their group are: to test before val before train.
    case move
    /// Those of one split are left out of all splits.
    case drop
  }

  /// What is done.
  public let kind: Kind
  /// The split that gives them up; the others keep what was published.
  public let from: Split

  /// Leaks stay and are counted.
  public static let none = SplitRepair(.none)

  /// A way to repair.
  public init(_ kind: Kind, from: Split = .train) { (self.kind, self.from) = (kind, from) }

  /// What the flags say.
  public init(kind: String?, from: String?) throws(WorkbenchError) {
    var (way, giver) = (Kind.none, Split.train)
    if let kind { way = try choice(kind, "--repair") }
    if let from { giver = try choice(from, "--repair-from") }
    self.init(way, from: giver)
  }

  /// For fingerprints and provenance.
  public var json: JSON { ["from": .string(from.rawValue), "kind": .string(kind.rawValue)] }

  /// The splits after the repair; nil for a sample that is left out.
  ///
  /// What was published counts: a sample of the training split gives way although it was dealt to a validation
  /// split that was cut from it.
  ///
  /// - Parameters:
  ///   - published: the official split of each sample.
  ///   - groups: the group of each sample.
  func repaired(_ splits: [Split], published: [Split?], groups: [Int]) -> [Split?] {
    guard kind != .none else { return splits }
    let gives = splits.indices.map { (published[$0] ?? splits[$0]) == from }
    var others: [Int: Split] = [:]
    for index in splits.indices where !gives[index] {
      others[groups[index]] = max(others[groups[index]] ?? splits[index], splits[index])
    }
    return splits.indices.map { index in
      guard gives[index], let other = others[groups[index]] else { return splits[index] }
      return kind == .move ? other : nil
    }
  }
}
