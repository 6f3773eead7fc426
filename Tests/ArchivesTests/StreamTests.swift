import Archives
import Core
import TestSupport
import Testing

@Suite("Members are streamed, and found again where they lie")
struct StreamTests {
  private func write(_ bytes: [UInt8], in folder: TemporaryFolder) throws -> SourceFiles {
    try Files.writeAtomically(bytes, to: folder.file("a"))
    return try SourceFiles(paths: [folder.file("a")], spoolFolder: folder.path)
  }

  @Test("blocks joined are the member, and stopping early spoils nothing")
  func streams() throws {
    let folder = try TemporaryFolder()
    let table = Drawings.noise(900_000, seed: 3)
    for format in ArchiveFormat.allCases {
      let bytes = try Drawings.archive(
        format, of: [(path: "a.csv", bytes: table), (path: "b.png", bytes: [1, 2])])
      let files = try write(bytes, in: folder)
      for isEarly in [false, true] {
        var reader = try files.reader()
        _ = try reader.next()
        var joined: [UInt8] = []
        let isWhole = try reader.readBlocks(limit: 1 << 30) { block in
          joined.append(contentsOf: block)
          return !isEarly
        }
        #expect(isWhole == (joined.count == table.count))
        #expect(joined == Array(table.prefix(joined.count)) && !joined.isEmpty)
        #expect(throws: ArchiveError.self) { try reader.readData() }
        #expect(try reader.next()?.path == "b.png")
        #expect(try reader.readData() == [1, 2])
        #expect(try reader.finish().rawDigest == .sha256(of: bytes))
      }
      var reader = try files.reader()
      _ = try reader.next()
      #expect(throws: ArchiveError.memberTooLarge(member: "a.csv", limit: 899_999)) {
        try reader.readBlocks(limit: 899_999) { _ in true }
      }
    }
  }

  @Test("a member larger than what is read whole can still be streamed")
  func streamsBeyondTheMemberLimit() throws {
    let folder = try TemporaryFolder()
    let table = Drawings.noise(50_000, seed: 3)
    let files = try write(RawTar.of([("a.csv", table)]), in: folder)
    var limits = ArchiveLimits()
    limits.maximumMemberBytes = 1_000
    var reader = try files.reader(limits: limits)
    _ = try reader.next()
    #expect(throws: ArchiveError.memberTooLarge(member: "a.csv", limit: 1_000)) {
      try reader.readData()
    }
    var count = 0
    try reader.readBlocks(limit: limits.maximumTableBytes) { block in
      count += block.count
      return true
    }
    #expect(count == 50_000)
  }

  @Test("a member that grows out of nothing is refused alone, long before its end")
  func stopsOneBomb() throws {
    let folder = try TemporaryFolder()
    let zeros = [UInt8](repeating: 0, count: 20_000_000)
    let bytes = try Drawings.archive(
      .zip, of: [(path: "a.csv", bytes: zeros), (path: "b.png", bytes: [1])])
    var limits = ArchiveLimits()
    (limits.memberRatioFreeBytes, limits.maximumRatio) = (1_000_000, 10)
    let files = try write(bytes, in: folder)
    var reader = try files.reader(limits: limits)
    _ = try reader.next()
    var count = 0
    #expect(throws: ArchiveError.memberTooExpanded(member: "a.csv", limit: 10)) {
      try reader.readBlocks(limit: 1 << 30) { block in
        count += block.count
        return true
      }
    }
    #expect(count < 5_000_000)
    #expect(try reader.next()?.path == "b.png")
    #expect(try reader.readData() == [1])
  }

  @Test("a sparse tar member is filled with zeros, and one of terabytes costs nothing")
  func readsSparse() throws {
    var small = RawTar()
    small.addSparse("a.bin", [1, 2, 3], at: 5_120, size: 9_000)
    small.add("b.png", [7])
    small.end()
    var expected = [UInt8](repeating: 0, count: 9_000)
    expected.replaceSubrange(5_120..<5_123, with: [1, 2, 3])
    let reading = try Reading.of(small.bytes)
    #expect(reading.failure == nil)
    #expect(reading.files == ["a.bin": expected, "b.png": [7]])
    var huge = RawTar()
    huge.addSparse("a.bin", [1, 2, 3], at: 5_120, size: 8_000_000_000)
    huge.add("b.png", [7])
    huge.end()
    let refused = try Reading.of(huge.bytes)
    #expect(refused.members[0].problem == .memberTooLarge(member: "a.bin", limit: 128 << 20))
    #expect(refused.files == ["b.png": [7]])
  }

  @Test("stored members are found where they lie, others nowhere")
  func findsPlaces() throws {
    let members: [(String, [UInt8])] = (0..<400).map {
      ("happy/\($0).png", Drawings.noise(1 + $0 * 13, seed: UInt64($0)))
    }
    for (bytes, isStored) in [
      (RawTar.of(members), true), (RawZip.of(members), true),
      (try Drawings.archive(.tarGz, of: members.map { (path: $0.0, bytes: $0.1) }), false),
    ] {
      let folder = try TemporaryFolder()
      let files = try write(bytes, in: folder)
      var reader = try files.reader()
      while try reader.next() != nil {
        let data = try reader.readData()
        let place = reader.storedPlace(of: data)
        #expect((place != nil) == isStored)
        guard let place else { continue }
        let start = Int(place.offset)
        #expect(Array(bytes[start..<(start + place.length)]) == data && place.file == nil)
        #expect(reader.storedPlace(of: data.map { ~$0 }) == nil)
      }
    }
  }

  @Test("a folder's file is its own place, unless it has changed")
  func findsFolderPlaces() throws {
    let folder = try TemporaryFolder()
    try Files.createDirectories(folder.file("happy"))
    try Files.writeAtomically([1, 2, 3], to: folder.file("happy/1.png"))
    var reader = try SourceReader(path: folder.path)
    _ = try reader.next()
    _ = try reader.next()
    let data = try reader.readData()
    #expect(
      reader.storedPlace(of: data) == StoredPlace(offset: 0, length: 3, file: "happy/1.png"))
    try Files.writeAtomically([1, 2, 4], to: folder.file("happy/1.png"))
    #expect(reader.storedPlace(of: data) == nil)
  }

  @Test("an encrypted 7z is refused, with its list of members or with each of them")
  func refusesEncrypted7z() throws {
    guard case .encrypted = try Reading.of(Fixtures.encrypted7z(headers: true)).failure else {
      Issue.record("no error")
      return
    }
    let reading = try Reading.of(Fixtures.encrypted7z(headers: false))
    #expect(reading.files.isEmpty)
    #expect(reading.members.map(\.problem) == [.memberEncrypted(member: "happy/1.png")])
  }

  @Test("a broken stream of a 7z says that nothing after it can be read")
  func namesBrokenStreams() throws {
    var bytes = try Drawings.archive(.sevenZip)
    for offset in 1_000..<1_200 { bytes[offset] ^= 0x5A }
    let failure = try Reading.of(bytes).failure
    guard case .damagedStream = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }
}
