internal import Core
internal import Curation
internal import DatasetCatalog

/// The quality checks over all samples.
struct QualitySearch {
  let material: AuditMaterial
  let settings: AuditSettings
  let judge: QualityJudge

  init(_ material: AuditMaterial, settings: AuditSettings) {
    (self.material, self.settings) = (material, settings)
    let used = Set(material.contents)
    judge = QualityJudge(
      rules: settings.rules, preset: settings.preset,
      among: material.figures.indices.filter(used.contains).map { material.figures[$0] })
  }

  /// The findings, one for each sample key and check, the worst of each check first.
  func run(_ pool: WorkerPool) -> [AuditFinding] {
    let verdicts = pool.map(material.figures.count) { index, _ in
      judge.verdicts(on: material.figures[index])
    }
    var byCheck: [Check: [(verdict: QualityJudge.Verdict, members: [Int])]] = [:]
    let count = material.samples.count
    var first = 0
    while first < count {
      // Samples of one key are neighbours.
      var last = first + 1
      let key = material.samples[first].sampleKey
      while last < count, material.samples[last].sampleKey == key { last += 1 }
      for verdict in verdicts[material.contents[first]] {
        byCheck[verdict.check, default: []].append((verdict, Array(first..<last)))
      }
      first = last
    }
    return settings.rules.flatMap { rule -> [AuditFinding] in
      (byCheck[rule.check] ?? []).enumerated().sorted { left, right in
        let (one, two) = (Self.badness(left.element.verdict), Self.badness(right.element.verdict))
        return one != two ? one > two : left.offset < right.offset
      }.map { _, entry in
        AuditFinding(
          finding: Finding(
            entry.verdict.check, samples: [material.samples[entry.members[0]].sampleKey],
            measure: entry.verdict.value, threshold: entry.verdict.threshold,
            reason: entry.verdict.reason),
          members: entry.members)
      }
    }
  }

  private static func badness(_ verdict: QualityJudge.Verdict) -> Double {
    verdict.isBelow ? verdict.threshold - verdict.value : verdict.value - verdict.threshold
  }

  /// How each rule's measure is spread over the samples, with the bounds in force.
  func distributions(
    _ pool: WorkerPool
  ) -> [(rule: QualityRule, bounds: [Double], spread: MeasureDistribution)] {
    pool.map(judge.rules.count) { number, _ in
      let (rule, low, high) = judge.rules[number]
      let bounds = [low, high].compactMap { $0 }
      let values = material.contents.compactMap { rule.measure.value(of: material.figures[$0]) }
      return MeasureDistribution(values, showing: bounds).map { (rule, bounds, $0) }
    }.compactMap { $0 }
  }
}
