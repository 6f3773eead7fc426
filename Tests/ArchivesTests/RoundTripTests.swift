import Archives
import Core
import TestSupport
import Testing

@Suite("An archive that was written can be read")
struct RoundTripTests {
  @Test("members come back in order, byte for byte", arguments: ArchiveFormat.allCases)
  func givesMembersBack(format: ArchiveFormat) throws {
    let reading = try Reading.of(Drawings.archive(format), named: "a." + format.rawValue)
    #expect(reading.failure == nil)
    #expect(reading.members.count == Drawings.members.count)
    #expect(reading.files == Drawings.dictionary(Drawings.members))
    if format != .sevenZip {  // 7-Zip lists empty files apart
      #expect(reading.members.map(\.name) == Drawings.members.map(\.path))
    }
  }

  @Test("the name of the file does not matter to a reader", arguments: ArchiveFormat.allCases)
  func recognizesByContent(format: ArchiveFormat) throws {
    let reading = try Reading.of(Drawings.archive(format), named: "photo.jpg")
    #expect(reading.files == Drawings.dictionary(Drawings.members))
  }

  @Test("the digest is that of the file's own bytes", arguments: ArchiveFormat.allCases)
  func hashesTheFile(format: ArchiveFormat) throws {
    let bytes = try Drawings.archive(format)
    let summary = try #require(try Reading.of(bytes).summary)
    #expect(summary.rawDigest == .sha256(of: bytes))
    #expect(summary.rawBytes == Int64(bytes.count))
    #expect(summary.members == Drawings.members.count)
    #expect(summary.warning == nil)
  }

  @Test("the digest does not depend on what was read", arguments: ArchiveFormat.allCases)
  func hashesWhatWasSkipped(format: ArchiveFormat) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a")
    let bytes = try Drawings.archive(format)
    try Files.writeAtomically(bytes, to: path)
    var untouched = try ArchiveReader(path: path)
    #expect(try untouched.finish().rawDigest == .sha256(of: bytes))
    var skipping = try ArchiveReader(path: path)
    while try skipping.next() != nil {}
    #expect(try skipping.finish().rawDigest == .sha256(of: bytes))
  }

  @Test("the digest of many blocks is that of the file", arguments: ArchiveFormat.allCases)
  func hashesManyBlocks(format: ArchiveFormat) throws {
    let members = (0..<8).map {
      (path: "\($0).png", bytes: Drawings.noise(300_000 + $0 * 50_000, seed: UInt64($0)))
    }
    let bytes = try Drawings.archive(format, of: members)
    let folder = try TemporaryFolder()
    try Files.writeAtomically(bytes, to: folder.file("a"))
    for step in 1...3 {
      var reader = try ArchiveReader(path: folder.file("a"))
      var number = 0
      while try reader.next() != nil {
        if number % step == 0 { #expect(try reader.readData() == members[number].bytes) }
        number += 1
      }
      #expect(try reader.finish().rawDigest == .sha256(of: bytes))
    }
  }

  @Test("container and compression are named")
  func namesFormats() throws {
    let xz = try #require(try Reading.of(Drawings.archive(.tarXz)).summary)
    #expect(xz.filter == "xz")
    let zip = try #require(try Reading.of(Drawings.archive(.zip)).summary)
    #expect(zip.format.hasPrefix("ZIP") && zip.filter == "none")
  }

  @Test("a buffer is used again without a trace of the member before")
  func reusesBuffers() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.tar")
    try Files.writeAtomically(Drawings.archive(.tar), to: path)
    var reader = try ArchiveReader(path: path)
    var buffer = [UInt8](repeating: 7, count: 100_000)
    for member in Drawings.members {
      _ = try reader.next()
      try reader.readData(into: &buffer)
      #expect(buffer == member.bytes)
    }
  }

  @Test("a file is read once; what is no file has nothing to read")
  func refusesASecondReading() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.tar")
    try Files.writeAtomically(RawTar.of([("a", [1]), ("b", [2])]), to: path)
    var reader = try ArchiveReader(path: path)
    #expect(throws: ArchiveError.noData(member: path)) { try reader.readData() }
    _ = try reader.next()
    _ = try reader.readData()
    #expect(throws: ArchiveError.noData(member: "a")) { try reader.readData() }
    _ = try reader.next()
    #expect(try reader.readData() == [2])
  }

  @Test("names of any length and script need no locale of the process")
  func keepsNames() throws {
    let names = ["Ω/" + String(repeating: "é", count: 200) + ".png", "表情/笑顔.png", "a b'c\"d.png"]
    for format in ArchiveFormat.allCases {
      let archive = try Drawings.archive(format, of: names.map { (path: $0, bytes: [1, 2, 3]) })
      #expect(try Reading.of(archive).members.map(\.name) == names, "\(format)")
    }
  }
}
