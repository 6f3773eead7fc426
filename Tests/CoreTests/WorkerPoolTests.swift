import Core
import Synchronization
import Testing

@Suite("Worker pool")
struct WorkerPoolTests {
  @Test("every index is handled exactly once, by workers in range", arguments: [1, 2, 3, 8])
  func handlesAll(threads: Int) {
    let pool = WorkerPool(threads: threads)
    for count in [0, 1, 2, 7, 1000] {
      let calls = Mutex([Int](repeating: 0, count: count))
      pool.forEach(count) { index, worker in
        #expect((0..<threads).contains(worker))
        calls.withLock { $0[index] += 1 }
      }
      #expect(calls.withLock { $0 } == [Int](repeating: 1, count: count))
    }
  }

  @Test("three workers really run at once, whatever the number of cores")
  func runsThree() {
    let pool = WorkerPool(threads: 3)
    let waiting = Atomic<Int>(0)
    // Each of the three waits for the other two: with fewer threads this would never end.
    pool.forEach(3) { _, _ in
      waiting.add(1, ordering: .sequentiallyConsistent)
      while waiting.load(ordering: .sequentiallyConsistent) < 3 {}
    }
    #expect(waiting.load(ordering: .relaxed) == 3)
  }

  @Test("results come in the order of the indices", arguments: [1, 3])
  func maps(threads: Int) {
    let pool = WorkerPool(threads: threads)
    #expect(pool.map(500) { index, _ in String(index) } == (0..<500).map(String.init))
  }

  @Test("of several failures the lowest index is thrown", arguments: [1, 2, 4])
  func throwsLowest(threads: Int) {
    struct Failure: Error, Equatable { let index: Int }
    let pool = WorkerPool(threads: threads)
    for _ in 0..<50 {
      #expect(throws: Failure(index: 5)) {
        try pool.forEach(100) { index, _ throws(Failure) in
          if index >= 5 { throw Failure(index: index) }
        }
      }
    }
  }

  @Test("a call from inside a call runs on the same worker")
  func nests() {
    let pool = WorkerPool(threads: 2)
    let total = Atomic<Int>(0)
    pool.forEach(4) { _, worker in
      pool.forEach(10) { _, inner in
        #expect(inner == worker)
        total.add(1, ordering: .relaxed)
      }
    }
    #expect(total.load(ordering: .relaxed) == 40)
  }
}
