internal import Core

/// What must be decided so that the samples of a workspace are those of a state.
struct RestorePlan {
  private typealias Line = DatasetState.Sample

  private let wanted: DatasetState
  private let snapshot: String
  private let taxonomy: Taxonomy
  private let lines: [SampleKey: ArraySlice<DatasetState.Sample>]
  /// The workspace's samples of the keys that are not what they are wanted to be.
  private var differing: [SampleKey: ArraySlice<SampleSummary>] = [:]
  private var contents: Set<ContentID> = []
  private var extraPairs: Set<SamplePair> = []
  private var missingPairs: [SamplePair] = []

  init(wanted: DatasetState, snapshot: String, taxonomy: Taxonomy) {
    (self.wanted, self.snapshot, self.taxonomy) = (wanted, snapshot, taxonomy)
    var lines: [SampleKey: ArraySlice<DatasetState.Sample>] = [:]
    lines.reserveCapacity(wanted.samples.count)
    for run in Self.runs(wanted.samples, by: \.key) {
      lines[wanted.samples[run.lowerBound].key] = wanted.samples[run]
    }
    self.lines = lines
  }

  /// Whether the decisions are as wanted.
  var isEmpty: Bool { differing.isEmpty && extraPairs.isEmpty && missingPairs.isEmpty }

  /// Finds what differs; splits apart.
  mutating func compare(
    _ samples: [SampleSummary], _ effects: DecisionEffects
  ) throws(CatalogError) {
    var found = 0
    let runs = Self.runs(samples, by: \.sampleKey)
    for run in runs {
      let own = samples[run]
      let key = own[run.lowerBound].sampleKey
      let wanted = lines[key] ?? []
      if !wanted.isEmpty { found += 1 }
      if !isEqual(own, wanted, effects) { contents.formUnion(own.map(\.contentID)) }
    }
    guard found == lines.count else {
      throw .cannotRestore(
        name: snapshot,
        reason:
          "\(lines.count - found) of its samples are not in this workspace; import their sources")
    }
    // What names a content holds for all its samples: they are decided together.
    for run in runs where contents.contains(samples[run.lowerBound].contentID) {
      differing[samples[run.lowerBound].sampleKey] = samples[run]
    }
    let present = effects.notDuplicates.filter { lines[$0.first] != nil && lines[$0.second] != nil }
    extraPairs = present.subtracting(wanted.pairs)
    missingPairs = wanted.pairs.filter { !present.contains($0) }
  }

  /// The rows of the journal that have a say in what differs and are in force, the latest first.
  func rowsToUndo(_ rows: [DecisionRow]) -> [Int64] {
    let active = DecisionRow.active(rows)
    return rows.reversed().compactMap { row in
      guard active.contains(row.id), case .decided(let decision) = row.entry else { return nil }
      if case .notDuplicate(let other) = decision.action {
        guard case .sample(let key) = decision.target, let pair = SamplePair(key, other),
          extraPairs.contains(pair)
        else { return nil }
        return row.id
      }
      let isAffected =
        switch decision.target {
        case .sample(let key): differing[key] != nil
        case .content(let content): contents.contains(content)
        }
      return isAffected ? row.id : nil
    }
  }

  /// The decisions that give what is wanted, once those rows are undone.
  func decisions(author: String, recordedAt: String?) throws(CatalogError) -> [Decision] {
    var decisions: [Decision] = []
    func decide(_ action: Decision.Action, _ key: SampleKey) {
      decisions.append(
        Decision(
          action, .sample(key), reason: "as in the snapshot \(snapshot)", author: author,
          recordedAt: recordedAt))
    }
    for key in differing.keys.sorted() {
      let own = differing[key] ?? []
      let lines = lines[key] ?? []
      guard let first = lines.first else {
        decide(.exclude, key)
        continue
      }
      var labels = own.map(\.importedLabel).sorted()
      if lines.count == 1, own.count > 1 {
        decide(.once, key)
        labels = [SampleOrder.best(of: own).importedLabel]
      } else if first.isKept {
        decide(.keep, key)
      }
      let wantedLabels = lines.map(\.label).sorted()
      guard labels.count == wantedLabels.count,
        lines.allSatisfy({
          $0.isKept == first.isKept && $0.pin == first.pin && $0.group == first.group
        }), !(lines.count == 1 && own.count > 1 && first.isKept)
      else { throw impossible(key, own.count, lines.count) }
      if labels != wantedLabels {
        guard wantedLabels.allSatisfy({ $0 == first.label }) else {
          throw impossible(key, own.count, lines.count)
        }
        decide(.relabel(taxonomy.classNames[first.label]), key)
      }
      if let group = first.group { decide(.group(wanted.groupNames[group]), key) }
      if let pin = first.pin { decide(.splitPin(pin), key) }
    }
    for pair in missingPairs {
      decisions.append(
        Decision(
          notDuplicates: pair, reason: "as in the snapshot \(snapshot)", author: author,
          recordedAt: recordedAt))
    }
    return decisions
  }

  /// The split of every sample in force, each with the line that fits it best.
  func assignments(of samples: [SampleSummary]) throws(CatalogError) -> [SplitAssignment] {
    var assignments: [SplitAssignment] = []
    for run in Self.runs(samples, by: \.sampleKey) {
      var left = Array(lines[samples[run.lowerBound].sampleKey] ?? [])
      for sample in samples[run] where !sample.isExcluded {
        let fitting = left.indices.filter { left[$0].label == sample.label }
        guard
          let place = fitting.first(where: { left[$0].split == sample.officialSplit })
            ?? fitting.first
        else { continue }
        let line = left.remove(at: place)
        if let split = line.split {
          assignments.append(
            SplitAssignment(
              sampleID: sample.id, split: split, group: Int64(line.splitGroup ?? 0)))
        }
      }
    }
    return assignments
  }

  /// Whether a key's samples in force are what the lines say, splits apart.
  private func isEqual(
    _ own: ArraySlice<SampleSummary>, _ lines: ArraySlice<DatasetState.Sample>,
    _ effects: DecisionEffects
  ) -> Bool {
    let inForce = own.filter { !$0.isExcluded }
    guard inForce.count == lines.count, let first = inForce.first else {
      return inForce.count == lines.count
    }
    let group = first.decidedGroup.map { effects.groupNames[Int($0)] }
    return inForce.map(\.label).sorted() == lines.map(\.label).sorted()
      && lines.allSatisfy { line in
        line.isKept == first.isKept && line.pin == first.pin
          && line.group.map { wanted.groupNames[$0] } == group
      }
  }

  private func impossible(_ key: SampleKey, _ own: Int, _ wanted: Int) -> CatalogError {
    .cannotRestore(
      name: snapshot,
      reason: own == wanted
        ? "the sources give sample \(key) other classes than they did"
        : "sample \(key) is held by \(own) members here and was held by \(wanted)")
  }

  /// The runs of elements that share a key, in order.
  private static func runs<Element>(
    _ elements: [Element], by key: KeyPath<Element, SampleKey>
  ) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    while start < elements.count {
      var end = start + 1
      while end < elements.count, elements[end][keyPath: key] == elements[start][keyPath: key] {
        end += 1
      }
      runs.append(start..<end)
      start = end
    }
    return runs
  }
}
