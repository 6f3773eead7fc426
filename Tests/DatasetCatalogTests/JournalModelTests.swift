import Core
import DatasetCatalog
import TestSupport
import Testing

/// What the journal should do, written in the plainest way: a list of what was done, replayed from the start.
private struct JournalModel {
  enum Step {
    case decided([(action: Decision.Action, target: Int)])
    case undone([Int])
  }

  struct Sample: Equatable {
    var isExcluded = false
    var isKept = false
    var label: Int
    var group: String?
    var pin: Split?
  }

  var steps: [Step] = []
  let labels: [Int]

  /// Whether the steps are in force: each undone an odd number of times by steps in force is not.
  var inForce: [Bool] {
    var inForce = Array(repeating: true, count: steps.count)
    for index in steps.indices.reversed() where inForce[index] {
      if case .undone(let numbers) = steps[index] {
        for number in numbers { inForce[number] = false }
      }
    }
    return inForce
  }

  /// The steps that a plain undo takes, the latest first.
  func undoable() -> [Int] {
    let inForce = inForce
    return steps.indices.reversed().filter {
      if case .decided = steps[$0] { inForce[$0] } else { false }
    }
  }

  var samples: [Sample] {
    var samples = labels.map { Sample(label: $0) }
    for (step, counts) in zip(steps, inForce) where counts {
      guard case .decided(let decisions) = step else { continue }
      for (action, target) in decisions {
        switch action {
        case .keep: (samples[target].isExcluded, samples[target].isKept) = (false, true)
        case .exclude: (samples[target].isExcluded, samples[target].isKept) = (true, false)
        case .once: (samples[target].isExcluded, samples[target].isKept) = (false, false)
        case .relabel(let name):
          samples[target].label = Taxonomy.fer7.classIndex(named: name) ?? -1
        case .group(let name): samples[target].group = name
        case .splitPin(let split): samples[target].pin = split
        case .notDuplicate: break
        }
      }
    }
    return samples
  }
}

@Suite("Journal against a model")
struct JournalModelTests {
  @Test(
    "a thousand random sequences of decisions and undos do what a plain replay does",
    arguments: 0..<20)
  func randomSequences(part: Int) throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<5))
    let catalog = try CatalogFixtures.open(folder)
    // Not synced: a thousand sequences on a busy disk would take minutes, and no crash is tried here.
    try catalog.run(sql: "PRAGMA synchronous = OFF")
    let summaries = try catalog.sampleSummaries()
    let fresh = try catalog.state().text
    var luck = LuckKey(seed: 7, purpose: "journal model").luck(
      for: summaries[0].sampleKey, epoch: UInt32(part))
    for sequence in 0..<50 {
      var model = JournalModel(labels: summaries.map(\.importedLabel))
      let first = Int64(try catalog.batches().count)
      for _ in 0...luck.index(below: 4) {
        try Self.step(&model, catalog, summaries, first, &luck)
      }
      let state = try catalog.state()
      var found = try catalog.sampleSummaries().map {
        JournalModel.Sample(
          isExcluded: $0.isExcluded, isKept: $0.isKept, label: $0.label, pin: $0.pin)
      }
      // The names of groups stand in the state, which has the samples in force alone.
      var expected = model.samples
      for index in expected.indices where expected[index].isExcluded { expected[index].group = nil }
      for index in found.indices {
        let line = state.samples.first { $0.key == summaries[index].sampleKey }
        #expect((line == nil) == found[index].isExcluded)
        found[index].group = line?.group.map { state.groupNames[$0] }
      }
      #expect(found == expected, "sequence \(sequence)")
      _ = try catalog.undoBatches(nil, reason: "", author: "")
      let isFresh = try catalog.state().text == fresh
      #expect(isFresh, "sequence \(sequence)")
      guard isFresh, found == expected else { return }
    }
  }

  private static func step(
    _ model: inout JournalModel, _ catalog: Catalog, _ samples: [SampleSummary], _ first: Int64,
    _ luck: inout Luck
  ) throws {
    let open = model.undoable()
    if luck.index(below: 3) == 0, !open.isEmpty {
      let count = 1 + luck.index(below: open.count)
      try catalog.undoBatches(count, reason: "", author: "")
      model.steps.append(.undone(Array(open.prefix(count))))
    } else if luck.index(below: 4) == 0, !model.steps.isEmpty {
      let number = luck.index(below: model.steps.count)
      let isInForce = model.inForce[number]
      do throws(CatalogError) {
        try catalog.undoBatch(numbered: first + Int64(number) + 1, reason: "", author: "")
        #expect(isInForce)
        model.steps.append(.undone([number]))
      } catch { #expect(!isInForce, "\(error)") }
    } else {
      var decisions: [(action: Decision.Action, target: Int)] = []
      var written: [Decision] = []
      for _ in 0...luck.index(below: 3) {
        let (action, target) = (action(&luck), luck.index(below: 5))
        decisions.append((action, target))
        let sample = samples[target]
        written.append(
          Decision(
            action,
            luck.index(below: 2) == 0 ? .sample(sample.sampleKey) : .content(sample.contentID),
            reason: "", author: ""))
      }
      try catalog.appendDecisions(written)
      model.steps.append(.decided(decisions))
    }
  }

  private static func action(_ luck: inout Luck) -> Decision.Action {
    switch luck.index(below: 7) {
    case 0, 1: .exclude
    case 2: .keep
    case 3: .once
    case 4: .relabel(Taxonomy.fer7.classNames[luck.index(below: 7)])
    case 5: .group(["a", "b", "c"][luck.index(below: 3)])
    default: .splitPin(Split.allCases[luck.index(below: 3)])
    }
  }
}
