internal import Core
public import Curation

extension DuplicateFindings {
  /// What was found, as findings of the checks `exact-duplicate`, `label-conflict`, `near-duplicate` and `leak`.
  ///
  /// - Parameter classNames: the classes in order, for the reasons.
  public func findings(classNames: [String]) -> [Finding] {
    let names = { (labels: [Int]) -> String in
      Set(labels).sorted().map { classNames.indices.contains($0) ? classNames[$0] : "class \($0)" }
        .joined(separator: " and ")
    }
    var findings = exactGroups.map { group in
      Finding(
        .exactDuplicate, samples: group.keys, measure: Double(group.keys.count), threshold: 2,
        reason: group.isOneContent
          ? "\(group.keys.count) members are the same file"
          : "\(group.keys.count) samples have equal pixels")
    }
    findings += conflicts.map { group in
      Finding(
        .labelConflict, samples: group.keys, measure: Double(Set(group.labels).count),
        threshold: 2, reason: "equal pixels are labelled \(names(group.labels))")
    }
    let limit = settings.threshold
    findings += nearPairs.map { near in
      Finding(
        .nearDuplicate, samples: [near.pair.first, near.pair.second], measure: near.score,
        threshold: limit,
        reason: "the correlation is \(Self.fourDigits(near.score)) (\(near.transform))")
    }
    findings += leaks.map { leak in
      let what =
        switch leak.kind {
        case .exact: "equal pixels lie"
        case .near: "near duplicates (correlation \(Self.fourDigits(leak.score))) lie"
        case .subject: "one subject lies"
        }
      return Finding(
        .leak, samples: [leak.earlier, leak.later], measure: leak.score,
        threshold: leak.kind == .near ? limit : 1,
        reason: "\(what) in \(leak.earlierSplit.rawValue) and in \(leak.laterSplit.rawValue)")
    }
    return findings
  }

  /// A figure with four decimals, from its whole ten-thousandths.
  static func fourDigits(_ value: Double) -> String {
    let parts = Int((abs(value) * 10_000).rounded())
    let decimals = String(parts % 10_000)
    let zeros = String(repeating: "0", count: 4 - decimals.count)
    return "\(value < 0 ? "-" : "")\(parts / 10_000).\(zeros)\(decimals)"
  }
}
