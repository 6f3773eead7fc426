public import Core
internal import DatasetCatalog

/// What a rule does to the samples it finds.
public enum CurationAction: Hashable, Sendable {
  /// Use them, whatever checks say.
  case keep
  /// Leave them out.
  case exclude
  /// Of several members that hold the same bytes, use one.
  case once
  /// Give them the class of this name.
  case relabel(String)
  /// Put them in the group of this name, or, with nil, those of each finding in a group of its own.
  case group(String?)
  /// Put them, and whoever shares their groups, into this split.
  case splitPin(Split)
  /// They are no duplicates of one another.
  case notDuplicate

  /// The word of the action, as flags, rules and tables have it.
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

  static let words = Decision.Action.words

  /// The action of a word and a value as a file has them; the reason where they are none.
  static func named(
    _ word: String, value: String?, taxonomy: Taxonomy, allowingUnnamedGroup: Bool = false
  ) -> Parsed {
    let value = value.flatMap { $0.isEmpty ? nil : $0 }
    switch word {
    case "keep", "exclude", "once", "not-duplicate":
      if value != nil, word != "not-duplicate" { return .wrong("'\(word)' takes no value") }
      let simple: [String: CurationAction] = [
        "keep": .keep, "exclude": .exclude, "once": .once, "not-duplicate": .notDuplicate,
      ]
      return simple[word].map(Parsed.action) ?? .wrong("no action")
    case "relabel":
      guard let value else { return .wrong("'relabel' needs a class as its value") }
      guard let label = taxonomy.classIndex(named: value) else {
        let near = taxonomy.nearestClassName(to: value).map { "did you mean '\($0)'?" }
        return .wrong(
          "there is no class '\(value)'; "
            + (near ?? "the classes are: \(taxonomy.classNames.joined(separator: ", "))"))
      }
      return .action(.relabel(taxonomy.classNames[label]))
    case "group":
      guard value != nil || allowingUnnamedGroup else {
        return .wrong("'group' needs the group's name as its value")
      }
      return .action(.group(value))
    case "split-pin":
      guard let value, let split = Split(rawValue: value) else {
        return .wrong("'split-pin' needs train, val or test as its value")
      }
      return .action(.splitPin(split))
    default:
      let near = EditDistance.nearest(to: word, among: words).map { "did you mean '\($0)'?" }
      return .wrong(
        "there is no action '\(word)'; "
          + (near ?? "the actions are: \(words.joined(separator: ", "))"))
    }
  }

  /// An action, or why there is none.
  enum Parsed {
    case action(CurationAction)
    case wrong(String)
  }
}
