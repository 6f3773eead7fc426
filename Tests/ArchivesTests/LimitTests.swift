import Archives
import Core
import TestSupport
import Testing

@Suite("Limits are checked before anything is allocated")
struct LimitTests {
  @Test("a member over the limit is refused alone", arguments: ArchiveFormat.allCases)
  func refusesOneMember(format: ArchiveFormat) throws {
    var limits = ArchiveLimits()
    limits.maximumMemberBytes = 3_000
    let reading = try Reading.of(Drawings.archive(format), limits: limits)
    #expect(reading.failure == nil)
    let refused = reading.members.filter { $0.problem != nil }
    #expect(refused.map(\.name) == ["test/fear/large.png"])
    #expect(
      refused.first?.problem == .memberTooLarge(member: "test/fear/large.png", limit: 3_000))
    #expect(reading.files.count == Drawings.members.count - 1)
  }

  @Test("a header that declares terabytes costs nothing")
  func ignoresBoasting() throws {
    var tar = RawTar()
    tar.add(Array("happy/huge.png".utf8), [1, 2, 3], declaredSize: 8_000_000_000)
    let reading = try Reading.of(tar.bytes)
    #expect(
      reading.members.first?.problem
        == .memberTooLarge(member: "happy/huge.png", limit: 128 << 20))
    guard case .truncated(_, 0, _) = reading.failure else {
      Issue.record("\(String(describing: reading.failure))")
      return
    }
  }

  @Test("too many members, too many bytes")
  func countsMembersAndBytes() throws {
    let tar = RawTar.of((0..<5).map { ("happy/\($0).png", [UInt8](repeating: 1, count: 100)) })
    var limits = ArchiveLimits()
    limits.maximumMembers = 4
    let many = try Reading.of(tar, limits: limits)
    #expect(many.files.count == 4)
    guard case .tooManyMembers(_, 4) = many.failure else {
      Issue.record("\(String(describing: many.failure))")
      return
    }
    limits = ArchiveLimits()
    limits.maximumTotalBytes = 400
    guard case .tooManyBytes(_, 400) = try Reading.of(tar, limits: limits).failure else {
      Issue.record("no error")
      return
    }
  }

  @Test(
    "a bomb is stopped by its ratio",
    arguments: [ArchiveFormat.tarGz, .tarXz, .tarZst, .zip, .sevenZip])
  func stopsABomb(format: ArchiveFormat) throws {
    let zeros = [UInt8](repeating: 0, count: 400_000)
    let bomb = try Drawings.archive(
      format, of: (0..<20).map { (path: "happy/\($0).png", bytes: zeros) })
    var limits = ArchiveLimits()
    limits.ratioFreeBytes = 1_000_000
    limits.maximumRatio = 20
    guard case .tooExpanded(_, 20) = try Reading.of(bomb, limits: limits).failure else {
      Issue.record("no error")
      return
    }
    #expect(try Reading.of(bomb).files.count == 20)
  }
}
