internal import Core
internal import DatasetCatalog

/// What decisions would change; those that change nothing are left out.
struct CurationChange {
  /// What becomes of one sample.
  struct Sample {
    let before: SampleSummary
    let after: SampleSummary
    let groupBefore: String?
    let groupAfter: String?
  }

  /// The decisions that change something.
  let decisions: [Decision]
  /// The decisions that would change nothing.
  let idle: Int
  let samples: [Sample]
  /// Pairs that become no duplicates.
  let pairs: Int

  init(_ wanted: [Decision], _ content: CurationContent) throws(WorkbenchError) {
    let catalog = content.catalog
    let (before, after) = try lifting { () throws(CatalogError) in
      (try catalog.decidedSamples(), try catalog.decidedSamples(adding: wanted))
    }
    var samples: [Sample] = []
    var keys: Set<SampleKey> = []
    var contents: Set<ContentID> = []
    for (old, new) in zip(before.samples, after.samples) {
      let change = Sample(
        before: old, after: new, groupBefore: before.groupName(of: old),
        groupAfter: after.groupName(of: new))
      guard !change.kinds.isEmpty else { continue }
      samples.append(change)
      keys.insert(old.sampleKey)
      contents.insert(old.contentID)
    }
    self.samples = samples
    let known = before.notDuplicates
    decisions = wanted.filter { decision in
      switch (decision.action, decision.target) {
      case (.notDuplicate(let other), .sample(let key)):
        SamplePair(key, other).map { !known.contains($0) } ?? false
      case (_, .sample(let key)): keys.contains(key)
      case (_, .content(let id)): contents.contains(id)
      }
    }
    idle = wanted.count - decisions.count
    pairs = after.notDuplicates.subtracting(known).count
  }
}

extension CurationChange.Sample {
  /// What changes of the sample, in one word each.
  var kinds: [CurationSummary.Kind] {
    var kinds: [CurationSummary.Kind] = []
    if before.isExcluded != after.isExcluded {
      kinds.append(after.isExcluded ? .excluded : .included)
    }
    if !before.isKept, after.isKept, !before.isExcluded { kinds.append(.kept) }
    if before.label != after.label { kinds.append(.relabelled) }
    if groupBefore != groupAfter { kinds.append(.grouped) }
    if before.pin != after.pin { kinds.append(.pinned) }
    return kinds
  }
}
