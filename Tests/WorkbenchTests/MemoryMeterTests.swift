import Testing
import Workbench

@Suite("Anonymous memory")
struct MemoryMeterTests {
  @Test("what a process writes into its own memory is seen, and the peak stays")
  func sees() throws {
    guard let before = MemoryMeter.anonymousBytes() else {
      print("skipped: the system does not tell a process's anonymous memory")
      return
    }
    let meter = MemoryMeter()
    #expect(meter.peak == nil)
    let bytes = 64 << 20
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 4096)
    for offset in stride(from: 0, to: bytes, by: 4096) { memory[offset] = 1 }
    meter.sample()
    memory.deallocate()
    meter.sample()
    let peak = try #require(meter.peak)
    // Other tests run meanwhile and may free some of theirs.
    #expect(peak > bytes)
    #expect(peak > before / 2)
  }
}
