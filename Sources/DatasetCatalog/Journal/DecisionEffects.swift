internal import Core

/// What the decisions in force do to each sample.
///
/// Inclusion, label and group are decided apart; for each the latest decision counts, whether it
/// names the sample or its content.
struct DecisionEffects: Sendable {
  struct Effect {
    var isExcluded = false
    /// Whether a decision says that it is to be used.
    var isKept = false
    var label: Int?
    var group: Int32?
  }

  private struct Dated<Value: Sendable>: Sendable {
    let id: Int64
    let value: Value
  }

  private struct Decided: Sendable {
    var isExcluded: Dated<Bool>?
    var label: Dated<Int>?
    var group: Dated<Int32>?
  }

  private var samples: [SampleKey: Decided] = [:]
  private var contents: [ContentID: Decided] = [:]

  /// Group numbers follow the names' order, not the journal's; rows in `leavingOut` do not count.
  init(_ rows: [DecisionRow], leavingOut: Set<Int64> = [], taxonomy: Taxonomy) {
    let active = DecisionRow.active(rows)
    var decisions: [(id: Int64, decision: Decision)] = []
    var names: Set<String> = []
    for row in rows where active.contains(row.id) && !leavingOut.contains(row.id) {
      guard case .decided(let decision) = row.entry else { continue }
      decisions.append((row.id, decision))
      if case .group(let name) = decision.action { names.insert(name) }
    }
    var numbers: [String: Int32] = [:]
    for (number, name) in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
      .enumerated()
    { numbers[name] = Int32(number) }
    for (id, decision) in decisions {
      func note(_ decided: inout Decided) {
        switch decision.action {
        case .keep: decided.isExcluded = Dated(id: id, value: false)
        case .exclude: decided.isExcluded = Dated(id: id, value: true)
        case .relabel(let name):
          if let label = taxonomy.classNames.firstIndex(of: name) {
            decided.label = Dated(id: id, value: label)
          }
        case .group(let name):
          if let number = numbers[name] { decided.group = Dated(id: id, value: number) }
        }
      }
      switch decision.target {
      case .sample(let key): note(&samples[key, default: Decided()])
      case .content(let content): note(&contents[content, default: Decided()])
      }
    }
  }

  func effect(on key: SampleKey, _ content: ContentID) -> Effect {
    if samples.isEmpty, contents.isEmpty { return Effect() }
    let own = samples[key]
    let shared = contents[content]
    let isExcluded = Self.later(own?.isExcluded, shared?.isExcluded)
    return Effect(
      isExcluded: isExcluded ?? false, isKept: isExcluded == false,
      label: Self.later(own?.label, shared?.label),
      group: Self.later(own?.group, shared?.group))
  }

  private static func later<Value>(_ left: Dated<Value>?, _ right: Dated<Value>?) -> Value? {
    guard let left else { return right?.value }
    guard let right else { return left.value }
    return left.id > right.id ? left.value : right.value
  }
}
