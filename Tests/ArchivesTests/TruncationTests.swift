import Archives
import Core
import TestSupport
import Testing

@Suite("A damaged archive gives what is whole and then says so")
struct TruncationTests {
  private static let members = Array(Drawings.members.prefix(4))

  @Test("a tar cut anywhere gives whole members, then an error or a warning")
  func survivesAnyCut() throws {
    let whole = RawTar.of(TruncationTests.members.map { ($0.path, $0.bytes) })
    let expected = Drawings.dictionary(TruncationTests.members)
    for cut in stride(from: 512, to: whole.count - 1_024, by: 128) {
      let reading = try Reading.of(Array(whole[..<cut]))
      for (name, bytes) in reading.files { #expect(expected[name] == bytes, "cut at \(cut)") }
      let isReported = reading.failure != nil || reading.summary?.warning != nil
      #expect(isReported, "cut at \(cut)")
      #expect(reading.summary?.rawDigest == .sha256(of: Array(whole[..<cut])))
      if case .truncated(_, let membersRead, _) = reading.failure {
        #expect(membersRead == reading.files.count, "cut at \(cut)")
      }
    }
  }

  @Test(
    "a compressed archive cut anywhere gives whole members, then an error",
    arguments: ArchiveFormat.allCases.filter { $0 != .tar })
  func survivesAnyCutUnderCompression(format: ArchiveFormat) throws {
    let whole = try Drawings.archive(format)
    let expected = Drawings.dictionary(Drawings.members)
    var cuts = Array(stride(from: 1, to: whole.count, by: max(1, whole.count / 97)))
    cuts += [2, 6, 10, 17, 18, 19, 30, 100, whole.count - 1, whole.count - 4, whole.count - 9]
    for cut in cuts {
      let reading = try Reading.of(Array(whole[..<cut]))
      for (name, bytes) in reading.files { #expect(expected[name] == bytes, "cut at \(cut)") }
      let isReported =
        reading.failure != nil || reading.summary?.warning != nil
        || reading.members.contains { $0.problem != nil }
      #expect(isReported || reading.files == expected, "cut at \(cut) of \(whole.count)")
    }
  }

  @Test(
    "a cut in the middle of a member is called a cut",
    arguments: [ArchiveFormat.tar, .tarGz, .tarXz, .tarZst])
  func namesTheCut(format: ArchiveFormat) throws {
    let whole = try Drawings.archive(format)
    let reading = try Reading.of(Array(whole[..<(whole.count / 2)]), named: "half")
    guard case .truncated(let path, let membersRead, _) = reading.failure else {
      Issue.record("\(String(describing: reading.failure))")
      return
    }
    #expect(path.hasSuffix("/half"))
    #expect(membersRead == 5)
  }

  @Test("a tar without its end marker is whole, with a warning")
  func warnsOfAMissingEnd() throws {
    var tar = RawTar()
    tar.add("happy/1.png", [1, 2, 3])
    let reading = try Reading.of(tar.bytes)
    #expect(reading.failure == nil)
    #expect(reading.summary?.warning?.contains("without its end marker") == true)
  }

  @Test("what follows the end of a tar is not silently lost")
  func warnsOfATail() throws {
    let first = RawTar.of([("happy/1.png", [1])])
    let padded = try Reading.of(first + [UInt8](repeating: 0, count: 9_000))
    #expect(padded.summary?.warning == nil)
    let second = RawTar.of([("happy/2.png", [2])])
    let reading = try Reading.of(first + second)
    #expect(reading.files.count == 1)
    #expect(reading.summary?.warning?.contains("goes on after its end") == true)
    #expect(reading.summary?.rawDigest == .sha256(of: first + second))
  }

  @Test("noise after a good start is damage, and the same error again afterwards")
  func staysFailed() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.tar")
    var tar = RawTar()
    tar.add("happy/1.png", [1, 2, 3])
    try Files.writeAtomically(tar.bytes + [UInt8](repeating: 0x2A, count: 2_048), to: path)
    var reader = try ArchiveReader(path: path)
    _ = try reader.next()
    let first = #expect(throws: ArchiveError.self) { try reader.next() }
    let second = #expect(throws: ArchiveError.self) { try reader.next() }
    #expect(first == second)
    guard case .damaged(path, 1, _) = first else {
      Issue.record("\(String(describing: first))")
      return
    }
  }
}
