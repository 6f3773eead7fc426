import Core
import Foundation
import TestSupport
import Testing

/// What the program does when the world is against it: other writers, broken input, sudden death.
@Suite("Hostile use")
struct HostileTests {
  /// Runs the program and expects success.
  @discardableResult
  private func done(_ folder: TemporaryFolder, _ arguments: String...) throws -> Program.Outcome {
    let outcome = try Program().run(arguments, in: folder.path)
    try #require(outcome.code == 0, "\(arguments): \(outcome.errors)")
    return outcome
  }

  /// Runs the program and expects one sentence of error, exit code 1 and nothing on standard output.
  private func error(_ folder: TemporaryFolder, _ arguments: String...) throws -> String {
    let outcome = try Program().run(arguments, in: folder.path)
    #expect(outcome.code == 1, "\(arguments): \(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("error: "))
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.errors.contains(";") || outcome.errors.contains("--"), "no remedy")
    return outcome.errors
  }

  private func draw(_ folder: TemporaryFolder, _ name: String, perClass: Int, seed: Int) throws {
    try done(
      folder, "synth", "--out", name, "--per-class", "\(perClass)", "--subjects", "5",
      "--size", "24", "--seed", "\(seed)")
  }

  /// The digest of the shards of a workspace, split and written anew.
  private func setDigest(_ folder: TemporaryFolder, _ workspace: String) throws -> String {
    try done(folder, "split", "--workspace", workspace)
    let outcome = try done(
      folder, "shards", "--workspace", workspace, "--out", "\(workspace)-shards", "--size", "24",
      "--json")
    return try #require(try JSON(parsing: outcome.output)["set_digest"]?.stringValue)
  }

  /// The ledger of a workspace without its place.
  private func ledger(_ folder: TemporaryFolder, _ workspace: String) throws -> JSON? {
    let outcome = try done(folder, "status", "--workspace", workspace, "--json")
    return try JSON(parsing: outcome.output)["sources"]
  }

  /// Starts the program and sends it a signal, after a while or once it is writing; its exit code.
  private func strike(
    _ folder: TemporaryFolder, _ number: Int32, after milliseconds: Int? = nil,
    _ arguments: String...
  ) throws -> Int32 {
    let process = Process()
    let own = CommandLine.arguments.first ?? ""
    process.executableURL = URL(fileURLWithPath: Files.join(Files.parent(own), "fer-data"))
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    if let milliseconds {
      usleep(UInt32(milliseconds) * 1000)
    } else {
      for _ in 0..<2000 where leftovers(folder).isEmpty { usleep(5000) }
    }
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// The names of half-written files anywhere below a folder.
  private func leftovers(_ folder: TemporaryFolder) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (names ?? []).filter { $0.contains(".partial") }
  }

  @Test("an import killed at any moment is completed by importing again, to the same bytes")
  func killedImport() throws {
    let folder = try TemporaryFolder()
    try draw(folder, "faces.tar", perClass: 400, seed: 1)
    try done(folder, "import", "faces.tar", "--workspace", "whole")
    for milliseconds in [5, 20, 40, 80, 120, 160] {
      _ = try strike(
        folder, SIGKILL, after: milliseconds, "import", "faces.tar", "--workspace", "struck")
    }
    try done(folder, "import", "faces.tar", "--workspace", "struck")
    #expect(try ledger(folder, "struck") == ledger(folder, "whole"))
    #expect(try setDigest(folder, "struck") == setDigest(folder, "whole"))
  }

  @Test("shards killed while they are written never look whole, and --replace writes them")
  func killedShards() throws {
    let folder = try TemporaryFolder()
    try draw(folder, "faces.tar", perClass: 100, seed: 2)
    try done(folder, "import", "faces.tar", "--workspace", "w")
    let digest = try setDigest(folder, "w")
    for milliseconds in [10, 40, 80] {
      _ = try strike(
        folder, SIGKILL, after: milliseconds, "shards", "--workspace", "w", "--out", "s", "--size",
        "24", "--balance", "oversample", "--balance-to", "900", "--replace")
      // What looks whole is whole.
      let index = Files.exists(folder.file("s/index.json"))
      #expect(try Program().run(["verify", "s"], in: folder.path).code == (index ? 0 : 1))
    }
    try done(folder, "shards", "--workspace", "w", "--out", "s", "--size", "24", "--replace")
    #expect(leftovers(folder).filter { $0.hasPrefix("s/") }.isEmpty)
    let verdict = try done(folder, "verify", "s")
    #expect(verdict.output.contains(digest))
  }

  @Test("shards that cannot be written leave the older set and a training run alone")
  func replacedShards() throws {
    let folder = try TemporaryFolder()
    try draw(folder, "faces.tar", perClass: 6, seed: 10)
    try done(folder, "import", "faces.tar", "--workspace", "w")
    let digest = try setDigest(folder, "w")
    try Files.writeAtomically(text: "name: none\nsteps: []\n", to: folder.file("none.yaml"))
    let outcome = try Program().run(
      [
        "shards", "--workspace", "w", "--out", "w-shards", "--replace", "--balance", "oversample",
        "--augmentation", "none.yaml",
      ], in: folder.path)
    #expect(outcome.code == 64)
    #expect(try done(folder, "verify", "w-shards").output.contains(digest))
    let weights = folder.file("run/best.safetensors")
    try Files.createDirectories(folder.file("run"))
    try Files.writeAtomically(text: "weights", to: weights)
    try done(folder, "shards", "--workspace", "w", "--out", "run", "--size", "24", "--replace")
    #expect(Files.exists(weights))
  }

  @Test("a workspace whose making was cut off is made by importing again, and found from below")
  func unfinishedWorkspace() throws {
    let folder = try TemporaryFolder()
    try draw(folder, "faces.tar", perClass: 6, seed: 11)
    try Files.createDirectories(folder.file(".fer-data/packs"))
    try Files.writeAtomically([], to: folder.file(".fer-data/catalog.sqlite"))
    #expect(try error(folder, "status").contains("run fer-data import again"))
    try done(folder, "import", "faces.tar")
    try Files.createDirectories(folder.file("a/b"))
    let below = try Program().run(["status", "--json"], in: folder.file("a/b"))
    #expect(below.code == 0, "\(below.errors)")
  }

  @Test("a second writer is turned away with the first one's number, and readers go on")
  func secondWriter() throws {
    let folder = try TemporaryFolder()
    try draw(folder, "faces.tar", perClass: 6, seed: 3)
    try done(folder, "import", "faces.tar", "--workspace", "w")
    let lock = open(folder.file("w/lock"), O_RDWR)
    try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
    defer { close(lock) }
    for verb in [["import", "faces.tar"], ["split"]] {
      let outcome = try Program().run(verb + ["--workspace", "w"], in: folder.path)
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("is being written by process"))
    }
    try done(folder, "status", "--workspace", "w")
    try done(folder, "preview", "--workspace", "w", "--out", "p.png")
  }

  @Test(
    "a truncated archive keeps what was whole, and a sound copy completes it to the same bytes",
    arguments: ["tar", "tar.gz", "tar.xz", "tar.zst", "zip", "7z"])
  func truncatedArchive(format: String) throws {
    let folder = try TemporaryFolder()
    try draw(folder, "faces.\(format)", perClass: 15, seed: 4)
    let whole = try Files.read(folder.file("faces.\(format)"), limit: 1 << 26)
    try done(folder, "import", "faces.\(format)", "--workspace", "whole")
    try Files.createDirectories(folder.file("cut"))
    let cut = "cut/faces.\(format)"
    try Files.writeAtomically(Array(whole.prefix(whole.count * 6 / 10)), to: folder.file(cut))
    let text = try error(folder, "import", cut, "--workspace", "w")
    #expect(text.contains(cut))
    #expect(text.contains("download or copy it again"))
    try done(folder, "import", "faces.\(format)", "--workspace", "w")
    #expect(try ledger(folder, "w") == ledger(folder, "whole"))
    #expect(try setDigest(folder, "w") == setDigest(folder, "whole"))
  }

  @Test("what is no archive is named with the remedy, and leaves no workspace behind")
  func noArchive() throws {
    let folder = try TemporaryFolder()
    try Files.writeAtomically([], to: folder.file("empty.tar"))
    try Files.writeAtomically(text: "hello\n", to: folder.file("notes.txt"))
    let remedies = [
      ("empty.tar", "is empty; download or copy it again"),
      ("notes.txt", "no layout fits the source"),
      ("missing.tar", "check the path"), ("/dev/null", "give an archive or a folder"),
    ]
    for (source, remedy) in remedies {
      let text = try error(folder, "import", source, "--workspace", "w")
      #expect(text.contains(source))
      #expect(text.contains(remedy))
      #expect(!Files.exists(folder.file("w")))
    }
  }

  @Test("verify names the shard and the row in which a bit was flipped")
  func flippedBits() throws {
    let folder = try TemporaryFolder()
    try draw(folder, "faces.tar", perClass: 12, seed: 5)
    try done(folder, "import", "faces.tar", "--workspace", "w")
    _ = try setDigest(folder, "w")
    let name = "train-00000-of-00001.safetensors"
    let path = folder.file("w-shards/\(name)")
    let sound = try Files.read(path, limit: 1 << 26)
    let length = sound.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = try JSON(parsing: Array(sound[8..<8 + length]))
    for (tensor, rowBytes, row) in [("images", 576, 0), ("images", 576, 41), ("weights", 4, 7)] {
      let start = try #require(header[tensor]?["data_offsets"]?.arrayValue?.first?.intValue)
      var bytes = sound
      bytes[8 + length + start + row * rowBytes + 2] ^= 0x10
      try Files.writeAtomically(bytes, to: path)
      let outcome = try Program().run(["verify", "w-shards", "--json"], in: folder.path)
      #expect(outcome.code == 1)
      let findings = try JSON(parsing: outcome.output)["findings"]?.arrayValue ?? []
      let named = findings.compactMap(\.stringValue).filter { $0.contains("CRC-32C") }
      #expect(named == ["\(name):\(row): the row's CRC-32C does not match"])
    }
    try Files.writeAtomically(sound, to: path)
    try done(folder, "verify", "w-shards")
  }

  @Test("Ctrl-C ends with exit code 1 and leaves nothing half-written")
  func interrupted() throws {
    let folder = try TemporaryFolder()
    let code = try strike(
      folder, SIGINT, "synth", "--out", "faces.tar", "--per-class", "20000")
    #expect(code == 1)
    #expect(!Files.exists(folder.file("faces.tar")))
    #expect(leftovers(folder).isEmpty)
  }

  @Test("the order of import, the number of threads and the folder change no byte of the shards")
  func sameBytes() throws {
    let folder = try TemporaryFolder()
    try draw(folder, "a.tar", perClass: 10, seed: 6)
    try draw(folder, "b.zip", perClass: 10, seed: 7)
    for (workspace, sources) in [("ab", ["a.tar", "b.zip"]), ("ba", ["b.zip", "a.tar"])] {
      for source in sources {
        try done(folder, "import", source, "--workspace", workspace, "--threads", "3")
      }
    }
    let digest = try setDigest(folder, "ab")
    #expect(try setDigest(folder, "ba") == digest)
    try FileManager.default.moveItem(
      atPath: folder.file("ab"), toPath: folder.file("moved"))
    #expect(try setDigest(folder, "moved") == digest)
  }

  @Test("a folder that may not be written is an error with a remedy", .enabled(if: geteuid() != 0))
  func readOnlyFolder() throws {
    let folder = try TemporaryFolder()
    try draw(folder, "faces.tar", perClass: 6, seed: 8)
    try Files.createDirectories(folder.file("closed"))
    chmod(folder.file("closed"), 0o555)
    for arguments in [
      ["import", "faces.tar", "--workspace", "closed/w"], ["synth", "--out", "closed/a.tar"],
    ] {
      let outcome = try Program().run(arguments, in: folder.path)
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("check its permissions or choose another place"))
    }
  }

  @Test("with --json a failure leaves standard output empty, and names with blanks and quotes work")
  func oddNames() throws {
    let folder = try TemporaryFolder()
    let name = "it's \"ü\",\n1.tar"
    try draw(folder, name, perClass: 6, seed: 9)
    try done(folder, "import", name, "--workspace", "w s")
    _ = try setDigest(folder, "w s")
    try done(
      folder, "replay", "w s-shards", "train-00000-of-00001:2", "--workspace", "w s", "--quiet")
    let text = try error(folder, "verify", "nowhere", "--json", "--quiet")
    #expect(text.contains("nowhere"))
  }
}
