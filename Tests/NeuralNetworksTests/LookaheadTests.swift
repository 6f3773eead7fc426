import Core
import NeuralNetworks
import Synchronization
import Testing

@Suite("Loading the next batch while this one is trained on")
struct LookaheadTests {
  /// Counts how often each image is filled.
  final class Tally: Sendable {
    let counts = Mutex<[RowUse: [Int]]>([:])

    func add(_ row: Int, _ use: RowUse, rows: Int) {
      counts.withLock { $0[use, default: [Int](repeating: 0, count: rows)][row] += 1 }
    }
  }

  struct CountedSource: WrappedSource {
    let base = DrawnSource(count: 47)
    let tally = Tally()
    func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
      base.fill(row: row, use: use, into: image)
      if let use { tally.add(row, use, rows: count) }
    }
  }

  static func trainer(_ text: String, threads: Int) throws -> Trainer {
    try Trainer(
      recipe: Fixtures.recipe(text), seed: 3, classCount: 3, channels: 1, height: 12, width: 12,
      pool: WorkerPool(threads: threads))
  }

  @Test(
    "every image of an epoch is filled once, and the same training comes of it",
    arguments: [1, 2, 4], ["", #""mixup": {"alpha": 0.4}, "#, #""accumulate": 2, "#])
  func fillsOnce(threads: Int, setting: String) throws {
    let text = Fixtures.tiny.replacing(#""batch": 20"#, with: setting + #""batch": 20"#)
    let source = CountedSource()
    let trainer = try Self.trainer(text, threads: threads)
    _ = try TrainingLoop(
      trainer: trainer, training: source, validation: Optional<DrawnSource>.none
    ).run()
    let counts = source.tally.counts.withLock { $0 }
    #expect(Set(counts.keys.map(\.epoch)) == [1, 2, 3])
    #expect(counts.values.allSatisfy { $0.allSatisfy { $0 == 1 } })
    // The engine that loads every batch when it is due.
    let plain = try Self.trainer(text, threads: 1)
    for epoch in 1...3 {
      let rows = SampleOrder.epoch(UInt32(epoch), of: source, seed: 3)
      let steps = Trainer.steps(rows.count, plain.recipe)
      for (index, step) in steps.enumerated() {
        let rate = plain.recipe.schedule.rate(
          peak: 0.1, step: (epoch - 1) * steps.count + index, stepsPerEpoch: steps.count, epochs: 3,
          scores: [])
        _ = plain.step(
          source, step.map { Array(rows[$0]) }, next: [], epoch: epoch, learningRate: rate)
      }
    }
    #expect(trainer.weights.bytes.elementsEqual(plain.weights.bytes))
  }

  @Test("side work is dealt once, evenly, whatever the number of phases", arguments: [1, 2, 5, 17])
  func dealsOnce(phases: Int) {
    for count in [0, 1, 4, 16, 33] {
      let done = Mutex([Int](repeating: 0, count: count))
      var deal = SideDeal(
        SideWork(count: count) { item, _ in done.withLock { $0[item] += 1 } }, phases: phases)
      var largest = 0
      for _ in 0..<phases {
        let part = deal.part()
        largest = max(largest, part?.count ?? 0)
        for item in 0..<(part?.count ?? 0) { part?.body(item, 0) }
      }
      #expect(done.withLock { $0 } == [Int](repeating: 1, count: count))
      #expect(largest <= (count + phases - 1) / phases)
      let rest = deal.part()
      #expect(rest?.count == nil)
    }
  }

  @Test("images loaded ahead serve the rows and the epoch that they were loaded for alone")
  func promises() {
    let rows = [EpochRow(row: 4, occurrence: 0), EpochRow(row: 2, occurrence: 1)]
    let first = FloatBuffer(32)
    var queue = ImageQueue(first: first)
    let advance1 = queue.advance(to: rows, epoch: 1)
    #expect(!advance1)
    queue.promise(rows, epoch: 1)
    let advance2 = queue.advance(to: rows, epoch: 2)
    #expect(!advance2)
    let advance3 = queue.advance(to: rows, epoch: 1)
    #expect(!advance3)
    queue.promise(rows, epoch: 1)
    queue.forget()
    let advance4 = queue.advance(to: rows, epoch: 1)
    #expect(!advance4)
    queue.promise(rows, epoch: 1)
    let next = queue.next
    let advance5 = queue.advance(to: rows, epoch: 1)
    #expect(advance5)
    #expect(queue.present === next && queue.next === first)
  }
}
