internal import Core
internal import Curation
internal import DatasetCatalog

/// Turns rules into decisions on keys and contents.
struct RuleDeciding {
  let content: CurationContent
  let author: String
  let recordedAt: String?
  private(set) var decisions: [Decision] = []
  /// What a key was given by the present rule, so that no rule decides the same twice.
  private var decided: Set<Target> = []

  private struct Target: Hashable {
    let target: Decision.Target
    let action: Decision.Action
  }

  init(_ content: CurationContent, author: String, recordedAt: String?) {
    (self.content, self.author, self.recordedAt) = (content, author, recordedAt)
  }

  /// Adds what a rule decides; errors say where it stands.
  mutating func add(_ rule: CurationRule, names: NameResolver) throws(WorkbenchError) {
    do { try decide(rule, names) } catch {
      guard let place = rule.place else { throw error }
      throw error.isUsage ? .usage("\(place): \(error)") : .problem("\(place): \(error)")
    }
  }

  private mutating func decide(
    _ rule: CurationRule, _ names: NameResolver
  ) throws(WorkbenchError) {
    decided = []
    let targets = try rule.names.map { name throws(WorkbenchError) in try names.target(name) }
    if let check = rule.check {
      let findings = try findings(of: check)
      if case .exclude = rule.action {
        try exclude(findings, rule, targets)
      } else {
        for finding in findings {
          let places = try filtered(finding.samples, rule, targets)
          try act(
            rule.action, on: keys(places),
            group: "\(check) \(finding.samples[0].digest.hex.prefix(16))",
            reason: rule.reason ?? "\(check): \(finding.reason)")
        }
      }
      return
    }
    if rule.keep != nil {
      throw .usage("--keep says which sample of a finding is spared; give --issue CHECK with it")
    }
    let reason = rule.reason ?? "by \(rule.place == nil ? "name" : "rule")"
    if rule.filter.isEmpty {
      guard !targets.isEmpty else {
        throw .usage(
          "this is about no sample; name some, or say which with --issue, --class, --source, --split, "
            + "--at-least or --below")
      }
      return try act(rule.action, onNamed: targets, reason: reason)
    }
    let all = targets.isEmpty ? Array(content.samples.indices) : places(of: targets)
    try act(
      rule.action, on: keys(try content.filtered(all, by: rule.filter)), group: nil,
      reason: rule.reason ?? "by rule")
  }

  /// What the latest audit found by a check.
  private func findings(of check: String) throws(WorkbenchError) -> [StoredFinding] {
    let audit = try lifting { () throws(CatalogError) in
      try content.catalog.latestFindings(check: check)
    }
    guard let audit else {
      throw .problem("the workspace was not audited yet; run fer-data audit first")
    }
    return audit.findings
  }

  /// Leaves out what findings name and what no finding spares.
  ///
  /// Only samples in force are looked at, so that what was left out before spares nothing.
  private mutating func exclude(
    _ findings: [StoredFinding], _ rule: CurationRule, _ targets: [NameResolver.Found]
  ) throws(WorkbenchError) {
    var out: [Int: String] = [:]
    var members: [[Int]] = []
    for finding in findings {
      members.append(
        finding.samples.flatMap { content.places(of: $0) }.filter {
          !content.samples[$0].isExcluded
        })
    }
    let choosing = try KeeperChoosing(
      content, places: Set(members.lazy.filter { $0.count > 1 }.joined()), rule.keep ?? .none)
    for (finding, places) in zip(findings, members) {
      let places = Set(places).sorted()
      var keeper: Int?
      let isSet = Check(rawValue: finding.check)?.isAboutSets ?? true
      if isSet, finding.samples.count > 1 || places.count > 1, places.count > 0 {
        guard let keep = rule.keep else {
          throw .usage(
            "a finding of \(finding.check) is about several samples; say which is spared with --keep "
              + "best, first or none")
        }
        if keep != .none { keeper = choosing.keeper(of: places) }
      }
      for place in try filtered(places, rule, targets) where place != keeper {
        let spared = keeper.map {
          " (\(content.samples[$0].sampleKey.digest.hex.prefix(12)) is kept)"
        }
        out[place] = "\(finding.check): \(finding.reason)\(spared ?? "")"
      }
    }
    // A decision is about a key: where some members of it stay, they are used once.
    for place in out.keys.sorted() {
      let key = content.samples[place].sampleKey
      let inForce = content.places(of: key).filter { !content.samples[$0].isExcluded }
      let isWhole = inForce.allSatisfy { out[$0] != nil }
      append(isWhole ? .exclude : .once, .sample(key), rule.reason ?? out[place] ?? "")
    }
  }

  private func filtered(
    _ keys: [SampleKey], _ rule: CurationRule, _ targets: [NameResolver.Found]
  ) throws(WorkbenchError) -> [Int] {
    try filtered(Set(keys.flatMap { content.places(of: $0) }).sorted(), rule, targets)
  }

  private func filtered(
    _ places: [Int], _ rule: CurationRule, _ targets: [NameResolver.Found]
  ) throws(WorkbenchError) -> [Int] {
    var places = places
    if !targets.isEmpty {
      let named = Set(self.places(of: targets))
      places.removeAll { !named.contains($0) }
    }
    return try content.filtered(places, by: rule.filter)
  }

  private func places(of targets: [NameResolver.Found]) -> [Int] {
    var places: [Int] = []
    for target in targets {
      switch target {
      case .sample(let key): places += content.places(of: key)
      case .content(let id): places += content.contents(in: id...id).map(\.place)
      }
    }
    return Set(places).sorted()
  }

  private func keys(_ places: [Int]) -> [SampleKey] {
    var keys: [SampleKey] = []
    for place in places where keys.last != content.samples[place].sampleKey {
      keys.append(content.samples[place].sampleKey)
    }
    return keys
  }

  /// Acts on named samples, a content as the content it is.
  mutating func act(
    _ action: CurationAction, onNamed targets: [NameResolver.Found], reason: String
  ) throws(WorkbenchError) {
    // Each row of a table is heard: of several about one sample the last counts.
    decided = []
    switch action {
    case .notDuplicate, .once:
      try act(action, on: keys(places(of: targets)), group: nil, reason: reason)
    default:
      guard let action = try plain(action, group: nil) else { return }
      for target in targets {
        switch target {
        case .sample(let key): append(action, .sample(key), reason)
        case .content(let id): append(action, .content(id), reason)
        }
      }
    }
  }

  private mutating func act(
    _ action: CurationAction, on keys: [SampleKey], group: String?, reason: String
  ) throws(WorkbenchError) {
    if let plain = try plain(action, group: group) {
      for key in keys { append(plain, .sample(key), reason) }
      return
    }
    guard keys.count < 1000 else {
      throw .usage(
        "not-duplicate is about pairs, and \(keys.count) samples at once are too many; name the two"
      )
    }
    guard keys.count > 1 || group != nil else {
      throw .usage("not-duplicate is about two samples; name both")
    }
    for (place, key) in keys.enumerated() {
      for other in keys[(place + 1)...] { append(.notDuplicate(other), .sample(key), reason) }
    }
  }

  /// The journal's action; nil for one about pairs.
  private func plain(
    _ action: CurationAction, group: String?
  ) throws(WorkbenchError) -> Decision.Action? {
    switch action {
    case .keep: return .keep
    case .exclude: return .exclude
    case .once: return .once
    case .splitPin(let split): return .splitPin(split)
    case .notDuplicate: return nil
    case .relabel(let name):
      guard let label = content.catalog.taxonomy.classIndex(named: name) else {
        throw .catalog(
          .unknownClass(name: name, nearest: content.catalog.taxonomy.nearestClassName(to: name)))
      }
      return .relabel(content.catalog.taxonomy.classNames[label])
    case .group(let name):
      guard let name = name ?? group else {
        throw .usage("a group needs a name; give --name, or --issue for a group of each finding")
      }
      return .group(name)
    }
  }

  private mutating func append(
    _ action: Decision.Action, _ target: Decision.Target, _ reason: String
  ) {
    guard decided.insert(Target(target: target, action: action)).inserted else { return }
    decisions.append(
      Decision(action, target, reason: reason, author: author, recordedAt: recordedAt))
  }
}
