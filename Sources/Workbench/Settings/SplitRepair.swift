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
  /// The splits that give leaked samples up, one after the other; the others keep what was published.
  public let from: [Split]

  /// Leaks stay and are counted.
  public static let none = SplitRepair(.none)

  /// A way to repair; where nothing is done, nobody gives.
  public init(_ kind: Kind, from: [Split] = [.train]) {
    (self.kind, self.from) = (kind, kind == .none ? [] : from)
  }

  /// What the flags say.
  ///
  /// - Parameter from: the names of splits with commas between them, in their order.
  public init(kind: String?, from: String?) throws(WorkbenchError) {
    var way = Kind.none
    if let kind { way = try choice(kind, "--repair") }
    var givers: [Split] = []
    for word in (from ?? "train").split(separator: ",", omittingEmptySubsequences: false) {
      let split: Split = try choice(String(word), "--repair-from")
      guard !givers.contains(split) else {
        throw .usage("--repair-from names \(split.rawValue) twice")
      }
      givers.append(split)
    }
    self.init(way, from: givers)
  }

  /// Reads `repair` and `repair-from`: a split, or a list of them.
  init(_ reader: inout SettingsReader) throws(SettingsError) {
    let kind = try reader.optional("repair")?.choice(Kind.self) ?? .none
    guard let node = reader.optional("repair-from") else {
      self.init(kind)
      return
    }
    guard case .sequence(let elements) = node.content else {
      self.init(kind, from: [try node.choice(Split.self)])
      return
    }
    var givers: [Split] = []
    for element in elements {
      let split = try element.choice(Split.self)
      guard !givers.contains(split) else {
        throw element.fail("\(split.rawValue) stands here twice")
      }
      givers.append(split)
    }
    guard !givers.isEmpty else { throw node.fail("name at least one split") }
    self.init(kind, from: givers)
  }

  /// For fingerprints and provenance.
  public var json: JSON {
    ["from": .array(from.map { .string($0.rawValue) }), "kind": .string(kind.rawValue)]
  }

  /// What a person is told.
  func note(moved: Int, dropped: Int) -> String? {
    let givers = from.map(\.rawValue).joined(separator: " and ")
    return switch kind {
    case .none: nil
    case .move: "\(moved) leaked samples of \(givers) moved to another side of their group"
    case .drop: "\(dropped) leaked samples of \(givers) were left out of all splits"
    }
  }

  /// The splits after the repair; nil for a sample that is left out.
  ///
  /// One split after the other gives up its samples of groups that still lie elsewhere, too. What was published
  /// counts: a sample of the training split gives way although it was dealt to a validation split that was cut
  /// from it.
  ///
  /// - Parameters:
  ///   - published: the official split of each sample.
  ///   - groups: the group of each sample.
  func repaired(_ splits: [Split], published: [Split?], groups: [Int]) -> [Split?] {
    guard kind != .none else { return splits }
    return from.reduce(splits.map(Optional.some)) { places, giver in
      var others: [Int: Split] = [:]
      let gives = splits.indices.map { (published[$0] ?? splits[$0]) == giver }
      for (index, place) in places.enumerated() where !gives[index] {
        guard let place else { continue }
        others[groups[index]] = max(others[groups[index]] ?? place, place)
      }
      return places.indices.map { index in
        guard gives[index], places[index] != nil, let other = others[groups[index]] else {
          return places[index]
        }
        return kind == .move ? other : nil
      }
    }
  }
}
