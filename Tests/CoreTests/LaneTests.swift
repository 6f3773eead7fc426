import Core
import Synchronization
import Testing

@Suite("Lane")
struct LaneTests {
  @Test("jobs are done one after the other, in the order they were added", arguments: [1, 2, 1000])
  func keepsOrder(count: Int) {
    let lane = Lane()
    let done = Mutex<[Int]>([])
    for number in 0..<count { lane.add { done.withLock { $0.append(number) } } }
    lane.wait()
    #expect(done.withLock { $0 } == Array(0..<count))
  }

  @Test("waiting leaves no more jobs than asked for")
  func leavesRoom() {
    let lane = Lane()
    let finished = Atomic<Int>(0)
    for number in 1...100 {
      lane.wait(leaving: 1)
      #expect(finished.load(ordering: .relaxed) >= number - 2)
      lane.add { finished.wrappingAdd(1, ordering: .relaxed) }
    }
    lane.wait()
    #expect(finished.load(ordering: .relaxed) == 100)
  }

  @Test("a lane that goes does what was added first")
  func finishes() {
    let finished = Mutex(0)
    do {
      let lane = Lane()
      for _ in 0..<50 { lane.add { finished.withLock { $0 += 1 } } }
    }
    #expect(finished.withLock { $0 } == 50)
  }
}
