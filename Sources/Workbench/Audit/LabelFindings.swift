internal import Core
internal import Curation
internal import DatasetCatalog

/// Label errors as findings of the audit, with the probabilities they rest on.
struct LabelFindings {
  let material: AuditMaterial
  let labels: LabelErrorFindings

  /// The two queues, the most doubtful first in each.
  func findings() -> [AuditFinding] {
    var places: [SampleKey: [Int]] = [:]
    for (index, sample) in material.samples.enumerated() {
      places[sample.sampleKey, default: []].append(index)
    }
    let suspicions = labels.queues.wrong + labels.queues.ambiguous
    return zip(labels.findings, suspicions).compactMap { finding, suspicion in
      let members = finding.samples.flatMap { places[$0] ?? [] }
      guard !members.isEmpty else { return nil }
      return AuditFinding(
        finding: finding, members: members, probabilities: suspicion.probabilities)
    }
  }

  /// Sources and splits whose classes are mixed up, a sentence each.
  var warnings: [String] {
    labels.dialects.flatMap { $0.sentences(classNames: labels.classNames) }
  }
}
