import Core
import TestSupport
import Testing
import Workbench

@Suite("What is refused as a model")
struct RefusedModelTests {
  /// Bodies that are no model, and what each is taken for.
  static let impostors: [(body: String, look: ModelError.Look)] = [
    ("version https://git-lfs.github.com/spec/v1\noid sha256:8f23\nsize 232589\n", .pointer),
    ("\n<!DOCTYPE html><title>Sign in</title>", .page),
    ("<HTML>" + String(repeating: "x", count: 60_000), .page),
  ]

  @Test("an impostor is recognized, from the network and from a file", arguments: impostors.indices)
  func impostor(index: Int) throws {
    let site = try ModelSite()
    let (text, look) = Self.impostors[index]
    let server = try LoopbackServer { _ in .init(body: Array(text.utf8)) }
    let place = server.address
    #expect(
      site.refusal(.mirror(url: place)) == .model(.notTheModel(place: place, look: look)))
    #expect(!Files.exists(site.part))
    let file = site.folder.file("given")
    try Files.writeAtomically(text: text, to: file)
    #expect(site.refusal(.file(path: file)) == .model(.notTheModel(place: file, look: look)))
  }

  @Test("other bytes of the right size are refused and removed")
  func wrongDigest() throws {
    let site = try ModelSite()
    var wrong = site.body
    wrong[49_999] ^= 1
    let bytes = wrong
    let server = try LoopbackServer { .file(bytes, $0) }
    let expected = WorkbenchError.model(.notTheModel(place: server.address, look: .other))
    #expect(site.refusal(.mirror(url: server.address)) == expected)
    #expect(!Files.exists(site.part))
    let file = site.folder.file("given")
    try Files.writeAtomically(bytes, to: file)
    #expect(site.refusal(.file(path: file)) == .model(.notTheModel(place: file, look: .other)))
  }

  @Test("a longer or shorter answer is refused without keeping it")
  func sizes() throws {
    let site = try ModelSite()
    let long = try LoopbackServer { _ in .init(body: site.body + [0]) }
    #expect(site.fault(long) == .tooLarge(limit: 50_000))
    let short = try LoopbackServer { _ in .init(body: Array(site.body.dropLast())) }
    #expect(site.fault(short) == .short(count: 49_999, of: 50_000))
    let empty = try LoopbackServer { _ in .init() }
    #expect(
      site.refusal(.mirror(url: empty.address))
        == .model(.notTheModel(place: empty.address, look: .empty)))
    #expect(!Files.exists(site.part))
  }

  @Test(
    "an address that is not HTTP is wrong usage",
    arguments: ["", "yunet", "file:///etc/passwd", "ftp://a/b"])
  func addresses(url: String) throws {
    let error = try ModelSite().refusal(.mirror(url: url))
    #expect(error == .model(.transfer(url: url, .address, name: "test")))
    #expect(error?.isUsage == true)
  }

  @Test("nobody listening is said so")
  func nobody() throws {
    let site = try ModelSite()
    // A port that was ours a moment ago and is nobody's now.
    let address = try LoopbackServer { _ in .init() }.address
    guard
      case .model(.transfer(_, .unreachable, _))? = site.refusal(.mirror(url: address))
    else {
      Issue.record("not unreachable")
      return
    }
  }

  @Test("a cache that cannot be written is named")
  func blockedCache() throws {
    let site = try ModelSite()
    try Files.writeAtomically(text: "", to: site.folder.file("fer-data"))
    let file = site.folder.file("given")
    try Files.writeAtomically(site.body, to: file)
    guard case .file(let error)? = site.refusal(.file(path: file)) else {
      Issue.record("no file error")
      return
    }
    #expect(error.path == site.folder.file("fer-data"))
  }

  @Test("a damaged installed file is replaced")
  func repairs() throws {
    let site = try ModelSite()
    try Files.createDirectories(Files.parent(site.path))
    try Files.writeAtomically([1, 2, 3], to: site.path)
    let file = site.folder.file("given")
    try Files.writeAtomically(site.body, to: file)
    #expect(try site.install(.file(path: file)).outcome == .installed)
    #expect(try Files.read(site.path, limit: 1 << 20) == site.body)
  }
}
