internal import Core
internal import Curation
internal import DatasetCatalog
internal import Reports

/// `audit.json`: everything that was found, for programs; sorted keys, no clock.
struct AuditJSON {
  let assembly: AuditAssembly
  let record: JSON
  let results: [AuditReport.Result]
  let name: (Int) -> String
  let distributions: [(rule: QualityRule, bounds: [Double], spread: MeasureDistribution)]

  var value: JSON {
    let material = assembly.material
    guard case .object(var members) = record else { return record }
    members["format"] = "fer-data audit/1"
    members["classes"] = .array(material.classNames.map(JSON.string))
    members["sources"] = .array(material.sourceNames.map(JSON.string))
    members["excluded"] = .integer(material.excluded)
    members["splits"] = .string(material.isDealt ? "dealt" : "official")
    members["findings"] = .array(assembly.ordered.map(finding))
    members["measures"] = .object(
      Dictionary(
        distributions.map { ($0.rule.check.rawValue, spread($0.rule, $0.bounds, $0.spread)) }
      ) { first, _ in first })
    members["near_groups"] = nearGroups
    members["drift"] = drift
    if assembly.labels.json != .null { members["label_errors"] = assembly.labels.json }
    members["balance"] = balance
    return .object(members)
  }

  private func finding(_ entry: AuditFinding) -> JSON {
    let material = assembly.material
    return [
      "check": .string(entry.finding.check.rawValue), "measure": .number(entry.finding.measure),
      "reason": .string(entry.finding.reason),
      "samples": .array(
        entry.members.map { index in
          [
            "key": .string(material.samples[index].sampleKey.digest.hex),
            "label": .string(material.classNames[material.samples[index].label]),
            "name": .string(name(index)),
            "split": material.splits[index].map { .string($0.rawValue) } ?? .null,
          ]
        }), "threshold": .number(entry.finding.threshold),
    ]
  }

  /// Groups of near duplicates as trees: each picture beside the one it is linked to, the representative first.
  private var nearGroups: JSON {
    let (groups, table) = assembly.near
    return .array(
      groups.groups.map { members in
        .array(
          members.map { member in
            let sample = Int(table.first[Int(member.picture)])
            return [
              "key": .string(table.key(Int(member.picture)).digest.hex),
              "link": member.steps == 0
                ? .null : .string(table.key(Int(member.link)).digest.hex),
              "name": .string(name(sample)),
              "score": .number(Double(member.millionths) / 1_000_000),
              "steps": .integer(member.steps),
            ]
          })
      })
  }

  private func spread(
    _ rule: QualityRule, _ bounds: [Double], _ spread: MeasureDistribution
  ) -> JSON {
    var percentiles: [String: JSON] = [:]
    for (percent, value) in zip(MeasureDistribution.percents, spread.percentiles) {
      percentiles[String(percent)] = .number(value)
    }
    return [
      "bounds": .array(bounds.map(JSON.number)), "measure": .string(rule.measure.rawValue),
      "percentiles": .object(percentiles), "side": .string(rule.side.rawValue),
      "threshold": .number(rule.threshold),
    ]
  }

  private var drift: JSON {
    func list(_ comparisons: [DriftComparison]) -> JSON {
      .array(
        comparisons.map { comparison in
          [
            "chance": .number(comparison.chance), "cohens_d": .number(comparison.effect),
            "differs": .bool(comparison.isDrift(beyond: DriftReport.threshold)),
            "distance": .number(comparison.distance), "first": .string(comparison.first),
            "measure": .string(comparison.measure.rawValue),
            "medians": [.number(comparison.firstMedian), .number(comparison.secondMedian)],
            "second": .string(comparison.second),
          ]
        })
    }
    let drift = assembly.drift
    return [
      "alarm": .number(DriftReport.alarm),
      "formats": .array(
        drift.formats.map { part in
          ["counts": .object(part.counts.mapValues(JSON.integer)), "part": .string(part.part)]
        }), "sources": list(drift.sources), "splits": list(drift.splits),
      "threshold": .number(DriftReport.threshold),
    ]
  }

  private var balance: JSON {
    func list(_ parts: [BalanceReport.Part]) -> JSON {
      .array(
        parts.map { part in
          [
            "counts": .array(part.counts.map(JSON.integer)), "imbalance": JSON(part.imbalance),
            "name": .string(part.name),
          ]
        })
    }
    let balance = assembly.balance
    return [
      "biases": .array(
        balance.biases.map { bias in
          [
            "class": .string(bias.className), "expected": .number(bias.expected),
            "share": .number(bias.share), "source": .string(bias.source),
          ]
        }), "source_information": JSON(balance.sourceInformation),
      "sources": list(balance.sources), "splits": list(balance.splits),
    ]
  }
}
