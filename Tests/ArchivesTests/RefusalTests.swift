import Archives
import Core
import TestSupport
import Testing

@Suite("What is no archive is refused with its own reason")
struct RefusalTests {
  @Test("a missing file")
  func reportsMissing() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("none.tar")
    guard case .file(let error) = Reading.of(path).failure else {
      Issue.record("no error")
      return
    }
    #expect(error.description == "cannot read \(path): no such file or directory; check the path")
  }

  @Test("an empty file")
  func reportsEmpty() throws {
    guard case .emptyFile = try Reading.of([]).failure else {
      Issue.record("no error")
      return
    }
  }

  @Test(
    "a file of something else",
    arguments: [
      Array("hello".utf8), [0], Drawings.noise(5_000, seed: 4),
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Drawings.noise(900, seed: 2),
      Array("#mtree\n./etc type=file contents=/etc/passwd\n".utf8),
      Array("!<arch>\n".utf8), Array("LRZI".utf8) + Drawings.noise(100, seed: 6),
    ])
  func reportsSomethingElse(bytes: [UInt8]) throws {
    guard case .notAnArchive(_, nil) = try Reading.of(bytes).failure else {
      Issue.record("no error")
      return
    }
  }

  @Test("something else under a compression")
  func reportsSomethingElseCompressed() throws {
    // The word "hello" in one stored block of gzip.
    let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 5, 0, 0xFA, 0xFF]
    let gzip = head + Array("hello".utf8) + [0x86, 0xA6, 0x10, 0x36, 5, 0, 0, 0]
    let failure = try Reading.of(gzip).failure
    guard case .notAnArchive(_, "gzip") = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test("ruins under a compression")
  func reportsRuins() throws {
    var xz = try Drawings.archive(.tarXz, of: [(path: "happy/1.png", bytes: [1, 2, 3])])
    xz[60] ^= 0xFF
    let failure = try Reading.of(xz).failure
    guard case .damaged(_, 0, _) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test("an archive without files", arguments: [true, false])
  func reportsNoFiles(withFolder: Bool) throws {
    var tar = RawTar()
    if withFolder { tar.add("happy/", type: "5") }
    tar.end()
    let reading = try Reading.of(tar.bytes)
    guard case .noFiles = reading.failure else {
      Issue.record("\(String(describing: reading.failure))")
      return
    }
    #expect(reading.members.count == (withFolder ? 1 : 0))
  }

  @Test("an archive of nothing in each format", arguments: ArchiveFormat.allCases)
  func reportsNothing(format: ArchiveFormat) throws {
    let failure = try Reading.of(Drawings.archive(format, of: [])).failure
    guard case .noFiles = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test("a device")
  func reportsDevices() {
    #expect(Reading.of("/dev/null").failure == .notRegular(path: "/dev/null"))
  }

  @Test("an encrypted member is refused alone")
  func refusesEncrypted() throws {
    var zip = try Drawings.archive(
      .zip, of: [(path: "happy/1.png", bytes: [1, 2, 3]), (path: "happy/2.png", bytes: [4])])
    // Bit 0 of the flags, in the local header and in the central one: "encrypted".
    let local = try #require(RefusalTests.find([0x50, 0x4B, 3, 4], in: zip))
    let central = try #require(RefusalTests.find([0x50, 0x4B, 1, 2], in: zip))
    zip[local + 6] |= 1
    zip[central + 8] |= 1
    let reading = try Reading.of(zip)
    #expect(reading.failure == nil)
    #expect(reading.members.map(\.problem) == [.memberEncrypted(member: "happy/1.png"), nil])
    #expect(reading.files == ["happy/2.png": [4]])
  }

  @Test("a member whose checksum is wrong is refused alone")
  func refusesDamagedMember() throws {
    let first = Drawings.noise(500, seed: 1)
    var zip = try Drawings.archive(
      .zip, of: [(path: "happy/1.png", bytes: first), (path: "happy/2.png", bytes: [4])])
    let place = try #require(RefusalTests.find(Array(first[100..<120]), in: zip))
    zip[place] ^= 0x40
    let reading = try Reading.of(zip)
    #expect(reading.failure == nil)
    guard case .memberDamaged("happy/1.png", _) = reading.members.first?.problem else {
      Issue.record("\(String(describing: reading.members.first?.problem))")
      return
    }
    #expect(reading.files == ["happy/2.png": [4]])
  }

  @Test("members whose data breaks the decompressor are refused alone", arguments: [1, 2, 3])
  func goesOnAfterABrokenStream(count: Int) throws {
    let text = Array(String(repeating: "all work and no play makes a dull boy ", count: 90).utf8)
    let names = (0..<5).map { "happy/\($0).png" }
    var zip = try Drawings.archive(
      .zip, of: names.map { (path: $0, bytes: text + Drawings.noise(40, seed: UInt64($0.count))) })
    for name in names[1...count] {
      let place = try #require(RefusalTests.find(Array(name.utf8), in: zip))
      for offset in 60..<90 { zip[place + offset] = 0xFF }
    }
    let reading = try Reading.of(zip)
    #expect(reading.failure == nil)
    #expect(reading.members.map(\.name) == names)
    #expect(reading.files.count == 5 - count)
    #expect(reading.summary?.rawDigest == .sha256(of: zip))
    for member in reading.members[1...count] {
      guard case .memberDamaged = member.problem else {
        Issue.record("\(String(describing: member.problem))")
        return
      }
    }
  }

  private static func find(_ pattern: [UInt8], in bytes: [UInt8]) -> Int? {
    (0...(bytes.count - pattern.count)).first {
      bytes[$0..<($0 + pattern.count)].elementsEqual(pattern)
    }
  }
}
