internal import Core
internal import Curation
internal import DatasetCatalog

/// Label errors as findings of the audit, with the probabilities they rest on.
struct LabelFindings {
  let material: AuditMaterial
  let labels: LabelErrorFindings

  /// The two queues, the most doubtful first in each; then mix-ups, with all samples of their classes.
  func findings() -> [AuditFinding] {
    var places: [SampleKey: [Int]] = [:]
    for (index, sample) in material.samples.enumerated() {
      places[sample.sampleKey, default: []].append(index)
    }
    let suspicions = labels.queues.wrong + labels.queues.ambiguous
    let queues = zip(labels.findings, suspicions).compactMap {
      finding, suspicion -> AuditFinding? in
      let members = finding.samples.flatMap { places[$0] ?? [] }
      guard !members.isEmpty else { return nil }
      return AuditFinding(
        finding: finding, members: members, probabilities: suspicion.probabilities)
    }
    return queues + labels.dialects.flatMap(mixUps)
  }

  private func mixUps(_ verdict: DialectVerdict) -> [AuditFinding] {
    zip(verdict.check.cycles, verdict.sentences(classNames: labels.classNames)).compactMap {
      cycle, sentence in
      let names = Set(cycle.classes.map { labels.classNames[$0] })
      let members = material.samples.indices.filter { index in
        guard names.contains(material.classNames[material.samples[index].label]) else {
          return false
        }
        return switch verdict.part {
        case .source(let name): material.sourceNames[material.sources[index]] == name
        case .split(let split): material.splits[index] == split
        }
      }
      guard !members.isEmpty else { return nil }
      return AuditFinding(
        finding: Finding(
          .dialect, samples: members.map { material.samples[$0].sampleKey }, measure: cycle.z,
          threshold: verdict.check.leastZ, reason: sentence),
        members: members)
    }
  }

  /// Sources and splits whose classes are mixed up, a sentence each.
  var warnings: [String] {
    labels.dialects.flatMap { $0.sentences(classNames: labels.classNames) }
  }
}
