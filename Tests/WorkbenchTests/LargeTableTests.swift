import Core
import TestSupport
import Testing
import Workbench

@Suite("Large tables")
struct LargeTableTests {
  @Test("a table of many batches is imported whole, whatever the threads", arguments: [1, 2, 3])
  func manyBatches(threads: Int) throws {
    let folder = try TemporaryFolder()
    let source = folder.file("fer2013.csv")
    try Files.writeAtomically(text: Tables.fer2013(rows: 5000), to: source)
    let summary = try Fixtures.importing(source, into: folder.file("w"), threads: threads)
    #expect(summary.accepted == 5000)
    #expect(summary.members == 5001)
    let listing = try ShowLedger(source: nil, list: "accepted").run(
      workspace: folder.file("w"), session: Fixtures.session())
    #expect(Set(listing.members?.map(\.path) ?? []).count == 5000)
  }
}
