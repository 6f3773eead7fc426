import Core
import TestSupport
import Testing
import Workbench

@Suite("Whether a report stands", .serialized)
struct VerifyReportTests {
  private static func verify(_ run: String, sources: [String] = []) throws -> RunVerdict {
    try VerifyRun(folder: run, sources: sources).run(session: Fixtures.session())
  }

  /// Changes a file, and writes the digests of all listed files anew, as a forger would.
  private static func forge(
    _ run: String, _ name: String, _ change: (String) -> String
  ) throws {
    let path = Files.join(run, name)
    let text = change(try OutsideFixtures.text(path))
    try Files.writeAtomically(text: text, to: path)
    let list = Files.join(run, "report.sha256")
    let lines = try OutsideFixtures.text(list).split(separator: "\n").map { line -> String in
      let file = String(line.dropFirst(66))
      return try Digest.sha256(of: Files.read(Files.join(run, file), limit: 1 << 26)).hex
        + "  \(file)\n"
    }
    try Files.writeAtomically(text: lines.joined(), to: list)
  }

  @Test("a figure that was changed together with all digests is named by its path")
  func forgedFigures() throws {
    let folder = try TemporaryFolder()
    let run = try OutsideFixtures.run(folder)
    #expect(try Self.verify(run).findings == [])
    let names = ["report.json", "report.md", "report.html", "predictions.csv", "report.sha256"]
    let whole = try names.map { try OutsideFixtures.text(Files.join(run, $0)) }
    func restore() throws {
      for (name, text) in zip(names, whole) {
        try Files.writeAtomically(text: text, to: Files.join(run, name))
      }
    }
    let report = try JSON(parsing: whole[0])
    for path in [
      ["scores", "test", "overall", "accuracy"], ["scores", "val", "overall", "macro_f1"],
      ["scores", "train", "overall", "intervals", "log_loss"], ["fit", "gap"],
    ] {
      try Self.forge(run, "report.json") { _ in Self.changed(report, path[...]).text(indent: true) }
      let verdict = try Self.verify(run)
      let place = path.joined(separator: ".")
      #expect(
        verdict.findings.contains { $0.contains("report.json") && $0.contains(place) },
        "\(place): \(verdict.findings)")
      #expect(verdict.reportLine?.hasSuffix("does not stand") == true)
      try restore()
    }
    // One digit of one probability, which changes no prediction.
    try Self.forge(run, "predictions.csv") { text in
      var lines = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
      let value = Float(lines[1][5]) ?? 0
      lines[1][5] = "\(value == 0 ? 0.0001 : value * 0.9999)"
      return lines.map { $0.joined(separator: ",") + "\n" }.joined()
    }
    #expect(
      try Self.verify(run).findings.contains { $0.contains("is not what its predictions give") })
    try restore()
    // A label, which only the shards know.
    try Self.forge(run, "predictions.csv") { text in
      text.replacing("angry,", with: "fear,", maxReplacements: 1)
    }
    #expect(try Self.verify(run).findings.contains { $0.contains("predictions.csv") })
    try restore()
    for name in ["report.md", "report.html"] {
      try Self.forge(run, name) { $0.replacing("1", with: "2", maxReplacements: 1) }
      #expect(try Self.verify(run).findings.contains { $0.contains(name) }, "\(name)")
      try restore()
    }
    #expect(try Self.verify(run).findings == [])
  }

  @Test("a shard of one other byte is named, and so is another source")
  func inputs() throws {
    let folder = try TemporaryFolder()
    let run = try OutsideFixtures.run(folder)
    let source = folder.file("sample.tar")
    #expect(try Self.verify(run).checked.contains { $0.contains("the source \(source)") })
    for name in try Files.list(folder.file("s")) where name.hasSuffix(".safetensors") {
      let path = folder.file("s/\(name)")
      let whole = try Files.read(path, limit: 1 << 26)
      var bytes = whole
      bytes[bytes.count - 5] ^= 1
      try Files.writeAtomically(bytes, to: path)
      #expect(try Self.verify(run).findings.contains { $0.contains(name) }, "\(name)")
      try Files.writeAtomically(whole, to: path)
    }
    let bytes = try Files.read(source, limit: 1 << 26)
    try Files.writeAtomically(bytes + [0], to: source)
    #expect(try Self.verify(run).findings == [])
    #expect(try Self.verify(run).unchecked.contains { $0.contains("other bytes") })
    #expect(try Self.verify(run, sources: [source]).findings.contains { $0.contains(source) })
    try Files.remove(source)
    for (named, word) in [(source, "not there"), (folder.path, "a folder")] {
      #expect(
        try Self.verify(run, sources: [named]).findings.contains {
          $0.hasPrefix("\(named) is \(word)")
        })
    }
    let verdict = try Self.verify(run)
    #expect(verdict.findings == [])
    #expect(verdict.unchecked.contains { $0.contains("--source") })
    #expect(verdict.reportLine?.contains("as far as it could be checked") == true)
  }

  @Test("a report of other predictions is checked the same, to the table it came from")
  func outside() throws {
    let folder = try TemporaryFolder()
    let run = try OutsideFixtures.run(folder)
    let csv = try OutsideFixtures.text(Files.join(run, "predictions.csv"))
    _ = try OutsideFixtures.score(folder, csv)
    let sound = try Self.verify(folder.file("o"))
    #expect(sound.findings == [])
    #expect(sound.unchecked == [])
    try Self.forge(folder.file("o"), "report.json") {
      $0.replacing("\"support\": ", with: "\"support\": 1", maxReplacements: 1)
    }
    #expect(try Self.verify(folder.file("o")).findings.contains { $0.contains("support") })
    _ = try OutsideFixtures.score(folder, csv)
    try Files.writeAtomically(text: csv + "\n", to: folder.file("t.csv"))
    #expect(try Self.verify(folder.file("o")).findings.contains { $0.contains("t.csv") })
  }

  /// A value with one number changed a little; an interval at its lower end.
  private static func changed(_ value: JSON, _ path: ArraySlice<String>) -> JSON {
    guard let key = path.first else {
      if case .array(let ends) = value { return .array([.number(0.001)] + ends.dropFirst()) }
      return .number((value.doubleValue ?? 0) + 0.0001)
    }
    var members = value.objectValue ?? [:]
    members[key] = changed(members[key] ?? .null, path.dropFirst())
    return .object(members)
  }
}
