import Core
import Curation
import DatasetCatalog
import Imaging
import Reports
import TestSupport
import Testing
import Workbench

@Suite("Audit")
struct AuditTests {
  private static func audit(
    _ workspace: String, _ settings: AuditSettings? = nil, out: String? = nil, threads: Int = 2
  ) throws -> AuditSummary {
    try AuditDataset(settings: settings ?? AuditSettings(), out: out).run(
      workspace: workspace, session: Fixtures.session(threads: threads))
  }

  /// A workspace of planted faces at 48 × 48, and the answer key's lines: member, defect, original.
  private static func planted(_ folder: TemporaryFolder) throws -> (String, [[String]]) {
    let archive = folder.file("planted.tar")
    _ = try DrawDataset(
      out: archive, perClass: 20, size: 48, subjects: 8, taxonomy: "fer7", seed: 3, format: "png",
      color: "gray", plants: true
    ).run(session: Fixtures.session())
    let workspace = folder.file(".fer-data")
    try Fixtures.importing(archive, into: workspace)
    let key = String(
      decoding: try Files.read(folder.file("answer-key.csv"), limit: 1 << 20), as: UTF8.self)
    return (
      workspace,
      key.split(separator: "\r\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    )
  }

  private static func names(_ summary: AuditSummary, _ check: Check) -> Set<String> {
    let findings = summary.json["findings"]?.arrayValue ?? []
    return Set(
      findings.filter { $0["check"]?.stringValue == check.rawValue }
        .flatMap { $0["samples"]?.arrayValue ?? [] }.compactMap { $0["name"]?.stringValue })
  }

  @Test("what was planted is found: copies, conflicts, and every poor picture")
  func findsPlanted() throws {
    let folder = try TemporaryFolder()
    let (workspace, key) = try Self.planted(folder)
    let summary = try Self.audit(workspace)
    func planted(_ defect: String) -> [[String]] { key.filter { $0[1] == defect } }
    let copies = Self.names(summary, .exactDuplicate)
    for row in planted("exact-duplicate") + planted("exact-duplicate-other-class") {
      #expect(copies.contains(row[0]) && copies.contains(row[2]))
    }
    let conflicts = Self.names(summary, .labelConflict)
    for row in planted("exact-duplicate-other-class") { #expect(conflicts.contains(row[0])) }
    let checks: [(String, Check)] = [
      ("blank", .blank), ("blurred", .blurred), ("dark", .dark), ("light", .light),
      ("low-contrast", .lowContrast), ("noisy", .noisy), ("odd-size", .oddSize),
      ("odd-aspect", .oddAspect), ("placeholder", .placeholder),
    ]
    for (defect, check) in checks {
      let found = Self.names(summary, check)
      #expect(!planted(defect).isEmpty)
      for row in planted(defect) { #expect(found.contains(row[0]), "\(row)") }
    }
  }

  @Test(
    "the files are the same bytes for any number of threads, and a second audit measures nothing")
  func sameness() throws {
    let folder = try TemporaryFolder()
    let (workspace, _) = try Self.planted(folder)
    let first = try Self.audit(workspace, out: folder.file("a"), threads: 1)
    let second = try Self.audit(workspace, out: folder.file("b"), threads: 3)
    #expect(first.measured == 0 && second.measured == 0, "import has measured already")
    #expect(first.files.count == second.files.count && first.files.count >= 5)
    for (one, other) in zip(first.files, second.files) {
      #expect(try Files.read(one, limit: 1 << 26) == Files.read(other, limit: 1 << 26), "\(one)")
    }
    #expect(first.json == second.json)
  }

  @Test("what an audit finds is kept, with its counts, and a later one takes its place")
  func stores() throws {
    let folder = try TemporaryFolder()
    let (workspace, _) = try Self.planted(folder)
    let summary = try Self.audit(workspace)
    let status = try ShowStatus().run(workspace: workspace, session: Fixtures.session())
    let kept = try #require(try Catalog.open(workspace, mode: .read).latestFindings())
    #expect(kept.findings.count == summary.json["findings"]?.arrayValue?.count)
    #expect(kept.record["counts"] == summary.json["counts"])
    #expect(status.audit["counts"] == summary.json["counts"])
    let none = try Self.audit(workspace, try AuditSettings(thresholds: ["dark=0"]))
    #expect(none.report[.dark]?.findings == 0 && (summary.report[.dark]?.findings ?? 0) > 0)
    #expect(
      try Catalog.open(workspace, mode: .read).latestFindings(check: "dark")?.findings == [])
  }

  @Test("CleanVision's preset measures once what only it needs")
  func cleanVision() throws {
    let folder = try TemporaryFolder()
    let (workspace, key) = try Self.planted(folder)
    let settings = try AuditSettings(preset: "cleanvision")
    let first = try Self.audit(workspace, settings)
    #expect(first.measured > 100)
    #expect(try Self.audit(workspace, settings).measured == 0)
    for row in key where row[1] == "dark" {
      #expect(Self.names(first, .dark).contains(row[0]))
    }
  }

  @Test("only the checks that found something make it fail")
  func failing() throws {
    let folder = try TemporaryFolder()
    let (workspace, _) = try Self.planted(folder)
    let settings = try AuditSettings(thresholds: ["dark=0"], failOn: "label-conflict,dark")
    #expect(try Self.audit(workspace, settings).failedNames == ["label-conflict"])
  }

  @Test(
    "flags that mean nothing are refused with what there is",
    arguments: [
      ("blurry", [String](), String?.none, "faces, cleanvision"),
      ("faces", ["dark"], nil, "CHECK=NUMBER"), ("faces", ["ugly=1"], nil, "blurred"),
      ("cleanvision", ["noisy=1"], nil, "odd-aspect"), ("faces", [], "leaks", "leak"),
      ("faces", [], "leak,dialect", "--labels"),
    ])
  func refusals(preset: String, thresholds: [String], failOn: String?, text: String) {
    let error = #expect(throws: WorkbenchError.self) {
      try AuditSettings(preset: preset, thresholds: thresholds, failOn: failOn)
    }
    #expect(error?.isUsage == true && error?.description.contains(text) == true)
  }

  @Test("a training half that was blurred makes a warning")
  func blurredHalf() throws {
    let folder = try TemporaryFolder()
    var members: [(path: String, bytes: [UInt8])] = []
    for number in 0..<80 {
      let isTrain = number < 40
      let pixels = (0..<576).map { place -> UInt8 in
        let (x, y) = (place % 24, place / 24)
        let fine = (x * 7 + y * 13 + number * 5) % 11 * 6
        return UInt8(clamping: 60 + 4 * x + (isTrain ? 0 : fine))
      }
      let image = try Image(
        width: 24, height: 24, channels: 1, pixels: pixels.map { $0 &+ UInt8(number) })
      members.append(
        (
          "\(isTrain ? "train" : "test")/\(number % 2 == 0 ? "sad" : "happy")/\(number).png",
          try PNGEncoder.encode(image)
        ))
    }
    let archive = try Fixtures.archive(in: folder, name: "half.tar", members: members)
    let workspace = folder.file(".fer-data")
    try Fixtures.importing(archive, into: workspace)
    let report = try Self.audit(workspace).report
    #expect(report.splits.map(\.name) == ["train", "test"])
    #expect(report.warnings.contains { $0.hasPrefix("train and test were not made alike") })
  }
}
