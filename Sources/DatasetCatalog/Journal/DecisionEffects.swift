internal import Core

/// What the decisions in force do to each sample.
///
/// Use, label, group and pin are decided apart; for each the latest decision counts, whether it names the
/// sample or its content.
struct DecisionEffects: Sendable {
  /// Whether a sample is used, where a decision says so.
  enum Use: Int64, Sendable {
    case excluded
    case kept
    /// Of the members that hold it one counts.
    case once
  }

  struct Effect: Equatable {
    var use: Use?
    var label: Int?
    /// The number of the group; groups are numbered in the order of their names.
    var group: Int32?
    var pin: Split?

    var isExcluded: Bool { use == .excluded }
    /// Whether a decision says that it is to be used.
    var isKept: Bool { use == .kept }
  }

  /// What one target was given: for each aspect twice the time plus one, so that 0 is never, and what.
  private struct Decided: Sendable {
    var useTime: Int64 = 0
    var labelTime: Int64 = 0
    var groupTime: Int64 = 0
    var pinTime: Int64 = 0
    var group: Int32 = 0
    var label: Int16 = 0
    var use: Int8 = 0
    var pin: Int8 = 0

    /// Notes an action; `number` is that of its class or group.
    ///
    /// A method of the entry and not of the whole: that would be copied for every decision.
    mutating func note(_ action: Decision.Action, _ number: Int, at time: Int64) {
      switch action {
      case .keep: (useTime, use) = (time, Int8(Use.kept.rawValue))
      case .exclude: (useTime, use) = (time, Int8(Use.excluded.rawValue))
      case .once: (useTime, use) = (time, Int8(Use.once.rawValue))
      case .relabel: (labelTime, label) = (time, Int16(number))
      case .group: (groupTime, group) = (time, Int32(number))
      case .splitPin(let split): (pinTime, pin) = (time, Int8(split.order))
      case .notDuplicate: break
      }
    }
  }

  private let taxonomy: Taxonomy
  private var samples: [SampleKey: Decided] = [:]
  private var contents: [ContentID: Decided] = [:]
  private var numbers: [String: Int32] = [:]
  private var ranks: [Int32] = []
  /// The names of the groups that any decision in force mentions, in their order.
  private(set) var groupNames: [String] = []
  /// The pairs that are no duplicates.
  private(set) var notDuplicates: Set<SamplePair> = []
  private var latest: Int64 = 0

  /// Effects of nothing yet; `finish` comes after the last decision.
  init(taxonomy: Taxonomy) { self.taxonomy = taxonomy }

  /// The effects of rows; those in `leavingOut` do not count.
  init(_ rows: [DecisionRow], leavingOut: Set<Int64> = [], taxonomy: Taxonomy) {
    self.init(taxonomy: taxonomy)
    let active = DecisionRow.active(rows)
    for row in rows where active.contains(row.id) && !leavingOut.contains(row.id) {
      if case .decided(let decision) = row.entry { note(decision.action, decision.target) }
    }
    finish()
  }

  /// Notes a decision later than all noted before.
  mutating func note(_ action: Decision.Action, _ target: Decision.Target) {
    latest += 1
    if case .notDuplicate(let other) = action {
      if case .sample(let key) = target, let pair = SamplePair(key, other) {
        notDuplicates.insert(pair)
      }
      return
    }
    var number = 0
    switch action {
    case .relabel(let name):
      guard let label = taxonomy.classNames.firstIndex(of: name) else { return }
      number = label
    case .group(let name):
      let group = numbers[name] ?? Int32(numbers.count)
      numbers[name] = group
      number = Int(group)
    default: break
    }
    switch target {
    case .sample(let key): samples[key, default: Decided()].note(action, number, at: latest)
    case .content(let content):
      contents[content, default: Decided()].note(action, number, at: latest)
    }
  }

  /// Numbers the groups by the order of their names, not by the journal's.
  mutating func finish() {
    groupNames = numbers.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    ranks = Array(repeating: 0, count: groupNames.count)
    for (rank, name) in groupNames.enumerated() {
      if let number = numbers[name] { ranks[Int(number)] = Int32(rank) }
    }
  }

  func effect(on key: SampleKey, _ content: ContentID) -> Effect {
    if samples.isEmpty, contents.isEmpty { return Effect() }
    let own = samples[key]
    let shared = contents.isEmpty ? nil : contents[content]
    guard own != nil || shared != nil else { return Effect() }
    func later(_ time: KeyPath<Decided, Int64>) -> Decided? {
      let (left, right) = (own?[keyPath: time] ?? 0, shared?[keyPath: time] ?? 0)
      if left == 0, right == 0 { return nil }
      return left > right ? own : shared
    }
    return Effect(
      use: later(\.useTime).flatMap { Use(rawValue: Int64($0.use)) },
      label: later(\.labelTime).map { Int($0.label) },
      group: later(\.groupTime).map { ranks[Int($0.group)] },
      pin: later(\.pinTime).map { Split.allCases[Int($0.pin)] })
  }
}
