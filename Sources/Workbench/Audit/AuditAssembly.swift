internal import Core
internal import Curation
internal import DatasetCatalog
internal import Imaging
internal import Reports

/// Puts what was found together: counts, JSON, examples with pictures, files.
struct AuditAssembly {
  let catalog: Catalog
  let material: AuditMaterial
  let settings: AuditSettings
  let distributions: [(rule: QualityRule, bounds: [Double], spread: MeasureDistribution)]
  /// Near duplicates joined into groups, and the pictures they are about.
  let near: (groups: NearGroups, table: PictureTable)
  /// What looking for label errors came to, and its warnings.
  let labels: (json: JSON, warnings: [String])
  let session: Session
  /// The findings in the order of the checks.
  let ordered: [AuditFinding]
  let drift: DriftReport
  let balance: BalanceReport
  private let names: [Int64: (source: String, member: String)]

  /// Examples of a check about single pictures, and of one about sets.
  private static let (singles, sets) = (20, 12)
  /// Pictures of one example.
  private static let shown = 3

  init(
    catalog: Catalog, material: AuditMaterial, settings: AuditSettings,
    findings: [AuditFinding],
    distributions: [(rule: QualityRule, bounds: [Double], spread: MeasureDistribution)],
    nearGroups near: (groups: NearGroups, table: PictureTable),
    labels: (json: JSON, warnings: [String]), session: Session
  ) throws(WorkbenchError) {
    (self.catalog, self.material, self.settings) = (catalog, material, settings)
    (self.distributions, self.near) = (distributions, near)
    (self.labels, self.session) = (labels, session)
    ordered = Check.allCases.flatMap { check in findings.filter { $0.finding.check == check } }
    drift = DriftReport(
      material.samples.indices.map { index in
        DriftReport.Image(
          figures: material.figures[material.contents[index]],
          format: material.formats[material.contents[index]],
          split: material.splits[index]?.rawValue,
          source: material.sourceNames[material.sources[index]])
      }, splitNames: material.splitNames, sourceNames: material.sourceNames)
    balance = BalanceReport(
      material.samples.indices.map { index in
        (material.samples[index].label, material.splits[index]?.order, material.sources[index])
      }, classNames: material.classNames, splitNames: Split.allCases.map(\.rawValue),
      sourceNames: material.sourceNames)
    let ids = Set(ordered.flatMap(\.members)).sorted().map { material.samples[$0].id }
    names = try lifting { () throws(CatalogError) in try catalog.sampleNames(ids) }
  }

  /// The checks that were looked for, in order.
  private var checks: [Check] {
    let rules = Set(settings.rules.map(\.check))
    let there = Set(ordered.map(\.finding.check))
    return Check.allCases.filter { check in
      switch check {
      case .exactDuplicate, .labelConflict, .leak: true
      case .nearDuplicate: settings.near.method != .none
      case .wrongLabel, .ambiguousLabel, .dialect: settings.labels != nil
      case .noFace: there.contains(check)
      default: rules.contains(check)
      }
    }
  }

  /// What must be read first.
  private var warnings: [String] { drift.warnings + labels.warnings }

  /// Samples and findings of each check that was looked for.
  private var counts: [Check: (findings: Int, samples: Int)] {
    var counts: [Check: (findings: Int, samples: Int)] = [:]
    var members: [Check: Set<Int>] = [:]
    for check in checks { counts[check] = (0, 0) }
    for entry in ordered {
      counts[entry.finding.check, default: (0, 0)].findings += 1
      members[entry.finding.check, default: []].formUnion(entry.members)
    }
    for (check, all) in members { counts[check, default: (0, 0)].samples = all.count }
    return counts
  }

  /// What the catalog keeps beside the findings.
  var record: JSON {
    [
      "counts": .object(
        Dictionary(
          counts.map { check, count in
            (
              check.rawValue,
              ["findings": .integer(count.findings), "samples": .integer(count.samples)] as JSON
            )
          }
        ) { first, _ in first }),
      "digest": .string(digest.hex), "leaked": .object(leaked.mapValues(JSON.integer)),
      "samples": .integer(material.samples.count),
      "settings": settings.json, "warnings": .array(warnings.map(JSON.string)),
    ]
  }

  /// The SHA-256 of the settings and all findings, one a line.
  private var digest: Digest {
    var hasher = SHA256Hasher()
    hasher.update(Array(settings.json.text().utf8))
    for entry in ordered {
      let finding = entry.finding
      let keys = finding.samples.map(\.digest.hex).joined(separator: " ")
      let line = "\n\(finding.check.rawValue) \(keys) \(JSON.number(finding.measure).text())"
      hasher.update(Array(line.utf8))
    }
    return hasher.finalize()
  }

  /// Samples of each split whose picture or person an earlier split has, too.
  private var leaked: [String: Int] {
    var found: [Split: Set<Int>] = [:]
    for entry in ordered where entry.finding.check == .leak {
      guard let first = entry.members.compactMap({ material.splits[$0] }).min() else { continue }
      for index in entry.members {
        if let split = material.splits[index], split > first {
          found[split, default: []].insert(index)
        }
      }
    }
    return Dictionary(found.map { ($0.rawValue, $1.count) }) { first, _ in first }
  }

  private func name(_ index: Int) -> String {
    guard let name = names[material.samples[index].id] else { return "" }
    return material.sourceNames.count > 1 ? "\(name.source): \(name.member)" : name.member
  }

  /// The report, its JSON, and the files, where they are wanted.
  func summary(out: String?) throws(WorkbenchError) -> AuditSummary {
    let counts = counts
    var results: [AuditReport.Result] = []
    for check in checks {
      let count = counts[check] ?? (0, 0)
      let rule = distributions.first { $0.rule.check == check }
      results.append(
        AuditReport.Result(
          check, findings: count.findings, samples: count.samples,
          criterion: criterion(check, rule),
          exhibits: out == nil ? [] : try exhibits(of: check), distribution: rule?.spread,
          bounds: rule?.bounds ?? [], measure: rule?.rule.measure))
    }
    let totals = Split.allCases.map { split in
      (name: split.rawValue, count: material.splits.count { $0 == split })
    }.filter { $0.count > 0 }
    let report = AuditReport(
      title: material.sourceNames.joined(separator: ", "), samples: material.samples.count,
      excluded: material.excluded, splits: totals, isOfficial: !material.isDealt,
      classNames: material.classNames, warnings: warnings, results: results, leaked: leaked,
      drift: drift,
      balance: balance, settings: settings.json, digest: digest)
    let json = AuditJSON(
      assembly: self, record: record, results: results, name: name, distributions: distributions
    )
    .value
    let worst = Dictionary(
      checks.map { check in
        (
          check,
          ordered.filter { $0.finding.check == check }.prefix(2).map { entry in
            "\(name(entry.members[0])): \(entry.finding.reason)"
          }
        )
      }
    ) { first, _ in first }
    var files: [String] = []
    if let out { files = try AuditFiles(out: out).write(report, json: json) }
    return AuditSummary(
      report: report, worst: worst, json: json, files: files, measured: material.measured,
      failed: settings.failOn.filter { (counts[$0]?.findings ?? 0) > 0 })
  }

  private func criterion(
    _ check: Check, _ rule: (rule: QualityRule, bounds: [Double], spread: MeasureDistribution)?
  ) -> String {
    switch check {
    case .exactDuplicate: return "equal upright pixels"
    case .labelConflict: return "equal upright pixels, different labels"
    case .leak: return "the same picture or subject on two sides of a split"
    case .noFace: return "no face found by the detector"
    case .nearDuplicate:
      let groups = near.groups.groups
      let chains = groups.count { $0.contains { $0.steps > 1 } }
      return settings.near.criterion + "; \(groups.count) groups, \(chains) of them chains"
    case .wrongLabel: return "normalized margin of out-of-fold probabilities below 0.5"
    case .ambiguousLabel: return "out-of-fold probabilities flat or two-peaked, or votes divided"
    case .dialect: return "classes that fit predictions better when exchanged, by more than chance"
    default: break
    }
    guard let (rule, bounds, _) = rule else { return "" }
    let texts = bounds.map { rule.measure.text($0) }
    switch rule.side {
    case .below: return "\(rule.measure.name) below \(texts.joined())"
    case .above: return "\(rule.measure.name) above \(texts.joined())"
    case .outside: return "\(rule.measure.name) outside \(texts.joined(separator: " to "))"
    }
  }

  /// The figure of a finding whose check has no rule; sets of equal pixels need none.
  private func figure(_ finding: Finding) -> String {
    guard finding.measure < 1, finding.check != .noFace else { return "" }
    return PlainNumber.text(finding.measure, 4)
  }

  /// The first sets and others at even distances: a list by score begins with what nobody doubts.
  private static func spread(_ entries: [AuditFinding]) -> [AuditFinding] {
    guard entries.count > sets else { return entries }
    let first = sets / 2
    let rest = entries.count - first
    return entries.prefix(first)
      + (0..<sets - first).map { entries[first + $0 * rest / (sets - first)] }
  }

  /// The members that show what a set is about: one of each split, or of each label, then others.
  private func shown(_ entry: AuditFinding) -> [Int] {
    var seen: Set<Int> = []
    let telling = entry.members.filter { index in
      let side =
        entry.finding.check == .leak
        ? material.splits[index]?.order ?? -1 : material.samples[index].label
      return seen.insert(side).inserted
    }
    let others = entry.members.filter { !telling.contains($0) }
    return Array((telling + others).prefix(Self.shown))
  }

  /// Examples of a check, with their pictures.
  private func exhibits(of check: Check) throws(WorkbenchError) -> [AuditReport.Exhibit] {
    let entries = ordered.filter { $0.finding.check == check }
    let isSet = entries.contains { $0.members.count > 1 && $0.finding.samples.count > 1 }
    let chosen = isSet ? Self.spread(entries) : Array(entries.prefix(Self.singles))
    let places = chosen.map { isSet ? shown($0) : Array($0.members.prefix(1)) }
    let flat = places.flatMap { $0 }
    let details = try lifting { () throws(CatalogError) in
      try catalog.details(for: flat.map { material.samples[$0].id })
    }
    let images = try AuditPictures(catalog: catalog, workers: session.pool.threads)
    let drawn = try session.pool.tryMap(flat.count) { number, worker throws(WorkbenchError) in
      try images.picture(details[number], worker: worker)
    }
    var next = 0
    return zip(chosen, places).map { entry, members in
      let pictures = members.map { index -> AuditReport.Picture in
        defer { next += 1 }
        return AuditReport.Picture(
          image: drawn[next], name: name(index),
          label: material.classNames[material.samples[index].label],
          split: material.splits[index]?.rawValue)
      }
      let measure = distributions.first { $0.rule.check == check }?.rule.measure
      return AuditReport.Exhibit(
        pictures: pictures, total: isSet ? entry.members.count : 1,
        figure: measure?.text(entry.finding.measure) ?? figure(entry.finding),
        reason: entry.finding.reason, probabilities: entry.probabilities)
    }
  }
}
