import Archives
import Core
import TestSupport
import Testing

@Suite("A member's name is shown, never obeyed")
struct NameTests {
  @Test(
    "names are normalised for people",
    arguments: [
      ("./happy/1.png", "happy/1.png"), ("././/happy/1.png", "happy/1.png"),
      ("happy\\1.png", "happy/1.png"), (".\\happy\\1.png", "happy/1.png"),
      ("../../etc/passwd", "../../etc/passwd"), ("/etc/passwd", "/etc/passwd"),
      ("happy//1.png", "happy//1.png"), ("C:\\happy\\1.png", "C:/happy/1.png"),
      ("...", "..."), (" ", " "), ("-rf", "-rf"), ("*", "*"),
    ])
  func normalises(stored: String, shown: String) throws {
    let reading = try Reading.of(RawTar.of([(stored, [1])]))
    #expect(reading.members.map(\.name) == [shown])
    #expect(reading.files == [shown: [1]])
  }

  @Test("control characters cannot reach a terminal")
  func escapesControls() throws {
    let reading = try Reading.of(RawTar.of([("a\u{1B}[2J\nb\u{202E}.png", [1])]))
    #expect(reading.members.map(\.name) == ["a\\u{1b}[2J\\u{a}b\\u{202e}.png"])
  }

  @Test("a tar's name that is not UTF-8 has its odd bytes escaped, and its folder still counts")
  func escapesOddBytes() throws {
    let folder = try TemporaryFolder()
    var tar = RawTar()
    tar.add(Array("happy/gl".utf8) + [0xFC] + Array("ck.png".utf8), [5])
    tar.add("happy/2.png", [6])
    tar.end()
    try Files.writeAtomically(tar.bytes, to: folder.file("a.tar"))
    var reader = try ArchiveReader(path: folder.file("a.tar"))
    let first = try #require(try reader.next())
    #expect(first.path == "happy/gl\\xFCck.png")
    #expect(first.displayName == "happy/gl\\xFCck.png")
    #expect(try reader.readData() == [5])
    #expect(try reader.next()?.path == "happy/2.png")
  }

  @Test("a member with an empty name is refused alone")
  func refusesAnEmptyName() throws {
    let reading = try Reading.of(RawTar.of([("", [1]), ("b", [2])]))
    #expect(reading.members.count == 2)
    #expect(reading.members[0].name == "member 1")
    #expect(
      reading.members[0].problem == .memberNameUnusable(member: "member 1", fault: .empty))
    #expect(reading.files == ["b": [2]])
  }

  @Test("members of the same name all come")
  func keepsDuplicates() throws {
    let reading = try Reading.of(RawTar.of([("a", [1]), ("a", [2]), ("a", [3])]))
    #expect(reading.members.map(\.data) == [[1], [2], [3]])
  }

  @Test("folders, links and devices are told apart and have no data")
  func tellsKindsApart() throws {
    var tar = RawTar()
    tar.add("happy/", type: "5")
    tar.add("happy/1.png", [1])
    tar.add("happy/soft.png", type: "2", link: "/etc/passwd")
    tar.add("happy/hard.png", type: "1", link: "happy/1.png")
    tar.add("happy/null", type: "3")
    tar.add("happy/pipe", type: "6")
    tar.end()
    let folder = try TemporaryFolder()
    try Files.writeAtomically(tar.bytes, to: folder.file("a.tar"))
    var reader = try ArchiveReader(path: folder.file("a.tar"))
    var kinds: [ArchiveMember.Kind] = []
    var targets: [String?] = []
    var problems: [ArchiveError] = []
    while let member = try reader.next() {
      kinds.append(member.kind)
      targets.append(member.linkTarget)
      if let problem = member.problem { problems.append(problem) }
      if member.kind != .file {
        #expect(throws: ArchiveError.noData(member: member.displayName)) { try reader.readData() }
      }
    }
    #expect(kinds == [.directory, .file, .link, .link, .other, .other])
    #expect(targets == [nil, nil, "/etc/passwd", "happy/1.png", nil, nil])
    #expect(
      problems == [
        .memberNotRegular(member: "happy/null", kind: "a device"),
        .memberNotRegular(member: "happy/pipe", kind: "a pipe"),
      ])
  }

  @Test("long names of GNU tar and of pax are read whole")
  func readsLongNames() throws {
    let long = "happy/" + String(repeating: "long", count: 100) + ".png"
    var gnu = RawTar()
    gnu.add("././@LongLink", Array(long.utf8) + [0], type: "L")
    gnu.add("happy/long", [1])
    gnu.end()
    #expect(try Reading.of(gnu.bytes).files == [long: [1]])
    let record = " path=\(long)\n"
    let count = record.utf8.count + 3
    var pax = RawTar()
    pax.add("PaxHeader/x", Array("\(count)\(record)".utf8), type: "x")
    pax.add("happy/long", [2])
    pax.end()
    #expect(try Reading.of(pax.bytes).files == [long: [2]])
  }
}
