import Archives
import Core
import TestSupport
import Testing

@Suite("Every kind of zip is read, or refused with its reason")
struct ZipTests {
  private static let members: [(String, [UInt8])] = [
    ("happy/1.png", [1, 2, 3]), ("happy/2.png", Drawings.noise(700, seed: 1)), ("sad/3.png", [9]),
  ]
  private static let files = Drawings.dictionary(members.map { (path: $0.0, bytes: $0.1) })

  private func zip(
    _ odd: RawZip.Oddities = .init(), prefix: [UInt8] = [], isWide: Bool = false
  ) -> [UInt8] {
    var zip = RawZip(prefix: prefix)
    for (name, data) in ZipTests.members { zip.add(name, data, odd) }
    return zip.finished(isWide: isWide)
  }

  @Test("plain, ZIP64, streamed with descriptors, and behind a program")
  func readsAllKinds() throws {
    var program = Array("MZ".utf8) + Drawings.noise(5_000, seed: 3)
    program[60] = 0
    for bytes in [
      zip(), zip(RawZip.Oddities(isWide: true)), zip(isWide: true),
      zip(RawZip.Oddities(isWide: true), isWide: true), zip(RawZip.Oddities(hasDescriptor: true)),
      zip(prefix: program),
    ] {
      let reading = try Reading.of(bytes)
      #expect(reading.failure == nil)
      #expect(reading.files == ZipTests.files)
      #expect(reading.summary?.warning == nil)
      #expect(reading.summary?.rawDigest == .sha256(of: bytes))
    }
  }

  @Test("a zip cut before the end of its central directory is called cut off", arguments: [0, 1])
  func reportsCuts(wide: Int) throws {
    let whole = zip(isWide: wide == 1)
    let directory = try #require(
      (0..<whole.count).first { whole[$0...].starts(with: [80, 75, 1, 2]) })
    for cut in directory..<whole.count {
      let reading = try Reading.of(Array(whole[..<cut]))
      #expect(reading.files == ZipTests.files, "cut at \(cut)")
      guard case .truncated(_, 3, _) = reading.failure else {
        Issue.record("cut at \(cut): \(String(describing: reading.failure))")
        return
      }
    }
  }

  @Test("encrypted members are refused alone, by the old cipher and by AES")
  func refusesEncrypted() throws {
    var zip = RawZip()
    zip.add("happy/old.png", Drawings.noise(50, seed: 1), RawZip.Oddities(flags: 1))
    zip.add("happy/aes.png", Drawings.noise(50, seed: 1), RawZip.Oddities(flags: 1, method: 99))
    zip.add("happy/2.png", [4])
    let reading = try Reading.of(zip.finished())
    #expect(reading.failure == nil)
    #expect(reading.files == ["happy/2.png": [4]])
    #expect(
      reading.members.map(\.problem) == [
        .memberEncrypted(member: "happy/old.png"), .memberEncrypted(member: "happy/aes.png"), nil,
      ])
  }

  @Test("names are UTF-8 where they can be, else CP437, with slashes of both kinds")
  func decodesNames() throws {
    var zip = RawZip()
    zip.add([0x66, 0x81, 0x6E, 0x66, 0x5C, 0x82, 0xE1, 0xFF] + Array(".png".utf8), [1])
    zip.add("fünf/五.png", [2])
    zip.add("fünf/六.png", [3], RawZip.Oddities(flags: 0x800))
    let reading = try Reading.of(zip.finished())
    #expect(reading.failure == nil)
    #expect(reading.files == ["fünf/éß\u{A0}.png": [1], "fünf/五.png": [2], "fünf/六.png": [3]])
  }

  @Test("a name that goes on after a zero byte, and one that lies about being UTF-8, are refused")
  func refusesTrickyNames() throws {
    var zip = RawZip()
    zip.add("happy/0.png", [5])
    zip.add("happy/1.png\0.exe", [1])
    zip.add([0x61, 0xFF, 0xFE, 0x62], [2], RawZip.Oddities(flags: 0x800))
    zip.add(String(repeating: "n", count: 5_000), [3])
    zip.add("happy/4.png", [4])
    let reading = try Reading.of(zip.finished())
    #expect(reading.failure == nil)
    #expect(reading.files["happy/4.png"] == [4] && reading.files["happy/0.png"] == [5])
    guard case .memberNameUnusable(_, .containsNUL) = reading.members[1].problem,
      case .memberNameUnusable(let long, .tooLong(4_096)) = reading.members[3].problem
    else {
      Issue.record("\(reading.members.map(\.problem))")
      return
    }
    #expect(long == String(repeating: "n", count: 64) + "…")
    #expect(reading.members[2].data == nil || reading.members[2].name.hasPrefix("a"))
  }

  @Test("members that share one place are not lost in silence")
  func warnsOfOverlaps() throws {
    var zip = RawZip()
    zip.add("happy/1.png", [1])
    zip.add("happy/2.png", [1], RawZip.Oddities(overlapsFirst: true))
    let reading = try Reading.of(zip.finished())
    #expect(reading.members.count == 1)
    #expect(reading.summary?.warning?.contains("lists 2 members") == true)
  }

  @Test("a member that declares less or more than it has is damaged alone", arguments: [2, 90])
  func refusesLies(declared: UInt32) throws {
    var zip = RawZip()
    zip.add("happy/1.png", [1, 2, 3], RawZip.Oddities(declaredSize: declared))
    zip.add("happy/2.png", [4])
    let reading = try Reading.of(zip.finished())
    guard case .memberDamaged = reading.members.first?.problem else {
      Issue.record("\(reading.members)")
      return
    }
    #expect(reading.files == ["happy/2.png": [4]])
  }
}
