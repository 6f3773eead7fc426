internal import Core
internal import Curation
internal import DatasetCatalog

/// A finding with the samples it is about, by their places in the material; the same key may occur twice.
struct AuditFinding: Sendable {
  let finding: Finding
  let members: [Int]
  /// The probabilities of the classes, for label errors.
  var probabilities: [Double]?
}

/// Exact duplicates, conflicts and leaks that equal pictures and subjects show.
struct ExactSearch {
  let material: AuditMaterial
  let table: PictureTable

  /// The findings, the largest sets first.
  func run() -> [AuditFinding] {
    var sets = table.sharedPictures().map { DuplicateSet($0.map(material.member)) }
    sets.sort { left, right in
      left.members.count != right.members.count
        ? left.members.count > right.members.count
        : (left.members.first?.index ?? 0) < (right.members.first?.index ?? 0)
    }
    var found: [AuditFinding] = []
    for set in sets {
      for finding in set.findings(classNames: material.classNames) {
        found.append(AuditFinding(finding: finding, members: set.members.map(\.index)))
      }
    }
    return found + subjects()
  }

  /// People on several sides of a split.
  private func subjects() -> [AuditFinding] {
    var groups: [Int32: [Int]] = [:]
    for (index, sample) in material.samples.enumerated() {
      if let subject = sample.subject { groups[subject, default: []].append(index) }
    }
    return groups.values.map { DuplicateSet($0.map(material.member)) }
      .filter { $0.splits.count > 1 }
      .sorted { ($0.members.first?.index ?? 0) < ($1.members.first?.index ?? 0) }
      .map { set in
        AuditFinding(
          finding: set.leak(what: "the \(set.members.count) pictures of one person lie"),
          members: set.members.map(\.index))
      }
  }
}
