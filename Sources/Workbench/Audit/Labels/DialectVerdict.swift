public import Core
public import Curation

/// Whether a source or a split calls its classes as the others do.
public struct DialectVerdict: Hashable, Sendable {
  /// What was judged.
  public enum Part: Hashable, Sendable {
    /// A source, by name.
    case source(String)
    /// A split: the workspace's own, else the official one.
    case split(Split)

    /// In words: "the source 'x'", "the test split".
    public var words: String {
      switch self {
      case .source(let name): "the source '\(name)'"
      case .split(let split): "the \(split.rawValue) split"
      }
    }
  }

  /// Whose view it was judged by.
  public enum Basis: Hashable, Sendable {
    /// Networks that had not seen the samples but had learnt from all parts.
    case outOfFold
    /// A network that has learnt from this source alone.
    case source(String)
  }

  /// What was judged.
  public let part: Part
  /// Whose view it was judged by.
  public let basis: Basis
  /// Its samples.
  public let samples: Int
  /// What came out.
  public let check: DialectCheck

  /// Each mix-up in a sentence; empty where the classes are as elsewhere.
  public func sentences(classNames: [String]) -> [String] {
    check.cycles.map { cycle in
      let names = cycle.classes.map { classNames[$0] }
      let turns = names.indices.map { place in
        "\(names[place]) is \(names[(place + 1) % names.count])"
      }
      let than =
        if case .source(let name) = basis { " as the source '\(name)' has them" } else { "" }
      let turn = turns.joined(separator: ", ")
      return "\(part.words) has its classes mixed up: what it calls \(turn)\(than) (so "
        + "\(cycle.agreeingAfter) of \(cycle.samples) samples fit, and \(cycle.agreeing) as they are)"
    }
  }

  /// For programs.
  public func json(classNames: [String]) -> JSON {
    let (kind, name): (String, String) =
      switch part {
      case .source(let name): ("source", name)
      case .split(let split): ("split", split.rawValue)
      }
    let reference: JSON =
      if case .source(let name) = basis { .string(name) } else { .null }
    return [
      "confusion": .array(check.confusion.map { .array($0.map(JSON.integer)) }),
      "cycles": .array(
        check.cycles.map { cycle in
          [
            "agreeing": .integer(cycle.agreeing), "agreeing_after": .integer(cycle.agreeingAfter),
            "classes": .array(cycle.classes.map { .string(classNames[$0]) }),
            "samples": .integer(cycle.samples), "z": .number(cycle.z),
          ]
        }), "kind": .string(kind), "least_z": .number(check.leastZ), "name": .string(name),
      "reference": reference, "samples": .integer(samples),
    ]
  }
}
