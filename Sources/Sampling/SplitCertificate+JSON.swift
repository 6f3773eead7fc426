public import Core

extension SplitCertificate {
  /// The certificate with sorted keys: a pure function of the samples, groups and splits.
  ///
  /// What else a split promises is added by those who know it; `assignment` is this one's digest.
  public var json: JSON {
    var members: [String: JSON] = [
      "origin": .string(origin.rawValue),
      "classes": .array(classNames.map { .string($0) }),
      "counts": perSplit { split in .array(counts[split.order].map { .integer($0) }) },
      "totals": perSplit { split in .integer(counts[split.order].reduce(0, +)) },
      "groups": .integer(groupCount),
      "largest_group": .integer(largestGroup),
      "leaks": leaks.json,
      "clean": .bool(leaks.isClean),
      "assignment": .string(digest.hex),
    ]
    if let splitter {
      members["seed"] = .string(String(splitter.seed))
      members["shares"] = splitter.shares.json
      members["deviation"] = perSplit { split in
        .number(deviation(of: split, shares: splitter.shares))
      }
      members["class_deviation"] = perSplit { split in
        .array(classDeviation(of: split, shares: splitter.shares).map { .number($0) })
      }
    }
    return .object(members)
  }

  /// Samples too many in a split, over all classes.
  private func deviation(of split: Split, shares: SplitShares) -> Double {
    let total = counts.reduce(0) { $0 + $1.reduce(0, +) }
    return Double(counts[split.order].reduce(0, +)) - shares[split] * Double(total)
  }

  private func classDeviation(of split: Split, shares: SplitShares) -> [Double] {
    classNames.indices.map { label in
      let total = counts.reduce(0) { $0 + $1[label] }
      return Double(counts[split.order][label]) - shares[split] * Double(total)
    }
  }

  private func perSplit(_ value: (Split) -> JSON) -> JSON {
    .object(
      Dictionary(uniqueKeysWithValues: Split.allCases.map { ($0.rawValue, value($0)) }))
  }
}
