internal import Core
internal import Curation
internal import DatasetCatalog

/// Turns near duplicates into an audit's findings.
struct NearFindings {
  let material: AuditMaterial
  let table: PictureTable
  let pairs: [NearPair]
  let threshold: Double

  /// Pairs by descending correlation, then those of them that lie on two sides of the split.
  func findings() -> [AuditFinding] {
    let ordered = pairs.sorted {
      (-$0.millionths, $0.first, $0.second) < (-$1.millionths, $1.first, $1.second)
    }
    var members: [Int32: [Int]] = [:]
    for (sample, picture) in table.pictureOf.enumerated() {
      members[picture, default: []].append(sample)
    }
    let near = ordered.map { finding(.nearDuplicate, $0, $0.samples(in: table), "") }
    let leaks = ordered.compactMap { pair -> AuditFinding? in
      // Of equal pictures those are named that lie on different sides.
      for one in members[pair.first] ?? [] {
        for other in members[pair.second] ?? [] {
          guard let left = material.splits[one], let right = material.splits[other],
            left != right
          else { continue }
          let (earlier, later) = left < right ? (left, right) : (right, left)
          let sides = "in \(earlier.rawValue) and in \(later.rawValue): "
          return finding(.leak, pair, [one, other], sides)
        }
      }
      return nil
    }
    return near + leaks
  }

  private func finding(
    _ check: Check, _ pair: NearPair, _ members: [Int], _ prefix: String
  ) -> AuditFinding {
    let names = members.map { material.classNames[material.samples[$0].label] }
    let labels = Set(names).count > 1 ? ", labelled \(names.joined(separator: " and "))" : ""
    let score = PlainNumber.text(pair.score, 4)
    return AuditFinding(
      finding: Finding(
        check, samples: members.map { material.samples[$0].sampleKey }, measure: pair.score,
        threshold: threshold,
        reason: "\(prefix)correlation \(score), the second \(pair.transform)\(labels)"),
      members: members)
  }
}

extension NearPair {
  /// The samples that name the two pictures.
  func samples(in table: PictureTable) -> [Int] {
    [Int(table.first[Int(first)]), Int(table.first[Int(second)])]
  }
}
