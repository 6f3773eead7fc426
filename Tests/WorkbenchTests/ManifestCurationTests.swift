import Core
import DatasetCatalog
import TestSupport
import Testing
import Workbench

@Suite("A manifest that audits and decides by rule", .serialized)
struct ManifestCurationTests {
  private static let rules = """
    curate:
      - action: exclude
        keep: best
        where: {check: exact-duplicate}
      - action: exclude
        reason: one gray level
        where: {check: blank}
      - action: relabel
        value: sad
        where: {class: fear, brightness: {below: 0.4}}
    """

  private static let audit = """
    audit:
      preset: faces
      thresholds: {dark: 0.25}
      near-duplicates: none
    """

  private static func manifest(
    _ folder: TemporaryFolder, _ more: String, name: String = "m.yaml"
  ) throws -> String {
    let text = """
      version: 1
      seed: 3
      pipeline: {size: 24}
      split: {near-duplicates: none}
      \(more)
      train:
        model: {architecture: linear}
        epochs: 1
        batch: 16
      """
    try Files.writeAtomically(text: text, to: folder.file(name))
    return folder.file(name)
  }

  private static func run(
    _ manifest: String, _ source: String, _ out: String, threads: Int = 2
  ) throws -> RunSummary {
    try RunManifest(
      manifest: try Manifest(path: manifest), source: source, out: out, workspace: nil
    ).run(session: Fixtures.session(threads: threads))
  }

  private static func catalog(_ out: String) throws -> Catalog {
    try Catalog.open(Files.join(out, ".fer-data"), mode: .read)
  }

  @Test("its decisions stand in the journal, and a second run decides and changes nothing")
  func twice() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(in: folder, plants: true)
    let path = try Self.manifest(folder, Self.rules + "\n" + Self.audit)
    let out = folder.file("o")
    let first = try Self.run(path, source, out)
    let names = first.steps.map(\.name)
    #expect(
      names == ["import sample.tar", "curate", "split", "preview", "shards", "train", "evaluate"])
    #expect(Files.exists(folder.file("o/audit/audit.html")))
    let state = try Self.catalog(out).state().text
    let batches = try Self.catalog(out).batches()
    #expect(batches.count == 1 && batches[0].verb.hasPrefix("manifest ") && batches[0].rows > 2)
    let samples = try Self.catalog(out).sampleSummaries()
    #expect(samples.contains { $0.isExcluded })
    #expect(
      Set(samples.filter { !$0.isExcluded }.map(\.pixelDigest)).count
        == samples.count { !$0.isExcluded })
    #expect(samples.contains { $0.label != $0.importedLabel })
    let digests = try Fixtures.digests(below: out, except: ChainTests.mayDiffer)
    let again = try Self.run(path, source, out)
    #expect(again.steps.allSatisfy { $0.isSkipped })
    #expect(try Self.catalog(out).batches() == batches)
    #expect(try Fixtures.digests(below: out, except: ChainTests.mayDiffer) == digests)
    // Elsewhere, with another number of threads, and after files of it were lost: the same.
    _ = try Self.run(path, source, folder.file("p"), threads: 1)
    #expect(try Fixtures.digests(below: folder.file("p"), except: ChainTests.mayDiffer) == digests)
    try Files.remove(folder.file("o/audit/audit.json"))
    let mended = try Self.run(path, source, out)
    #expect(mended.steps.filter { !$0.isSkipped }.map(\.name) == ["curate", "split"])
    #expect(try Self.catalog(out).state().text == state)
    #expect(try Fixtures.digests(below: out, except: ChainTests.mayDiffer) == digests)
  }

  @Test("other rules take the place of those before; without rules the import is as it was")
  func changed() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(in: folder, plants: true)
    let out = folder.file("o")
    _ = try Self.run(try Self.manifest(folder, Self.rules), source, out)
    #expect(!Files.exists(folder.file("o/audit")))
    let other = "curate: [{action: exclude, where: {class: sad}}]"
    _ = try Self.run(try Self.manifest(folder, other), source, out)
    _ = try Self.run(try Self.manifest(folder, other), source, folder.file("fresh"))
    #expect(
      try Self.catalog(out).state().text == Self.catalog(folder.file("fresh")).state().text)
    let sad = try #require(Taxonomy.fer7.classIndex(named: "sad"))
    #expect(
      try Self.catalog(out).sampleSummaries().allSatisfy { $0.isExcluded == ($0.label == sad) })
    // What was decided by hand stays, and a manifest whose decision was undone decides again.
    let key = try #require(try Self.catalog(out).sampleSummaries().first { !$0.isExcluded })
      .sampleKey
    var rule = CurationRule(.exclude)
    rule.names = [key.digest.hex]
    _ = try CurateSamples(.rule(rule), author: "me", reason: nil, recordedAt: nil, applies: true)
      .run(workspace: folder.file("o/.fer-data"), session: Fixtures.session())
    _ = try UndoCuration(.batch(3), author: "me", reason: nil, recordedAt: nil)
      .run(workspace: folder.file("o/.fer-data"), session: Fixtures.session())
    _ = try Self.run(try Self.manifest(folder, other), source, out)
    let left = try Self.catalog(out).sampleSummaries()
    #expect(left.allSatisfy { $0.isExcluded == ($0.label == sad || $0.sampleKey == key) })
    _ = try Self.run(try Self.manifest(folder, ""), source, out)
    #expect(
      try Self.catalog(out).sampleSummaries().allSatisfy { $0.isExcluded == ($0.sampleKey == key) })
  }

  @Test("a manifest that only audits writes the report and decides nothing")
  func auditAlone() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(in: folder, plants: true)
    let out = folder.file("o")
    let path = try Self.manifest(folder, Self.audit)
    let first = try Self.run(path, source, out)
    #expect(first.steps.map(\.name).contains("audit"))
    #expect(try Self.catalog(out).batches().isEmpty)
    let json = try JSON(parsing: Files.read(folder.file("o/audit/audit.json"), limit: 1 << 24))
    #expect(json["settings"]?["thresholds"]?["dark"] == .number(0.25))
    #expect(try Self.run(path, source, out).steps.allSatisfy { $0.isSkipped })
  }

  @Test(
    "an error names the file and the line",
    arguments: [
      ("curate:\n  - {action: exclud, where: {class: sad}}", ":6: curate[0].action: 'exclud'"),
      ("curate:\n  - action: exclude\n    were: {class: sad}", ":6: curate[0]: the key 'where'"),
      ("curate: [{action: exclude, where: {check: wrong-label}}]", ":5: curate: a rule asks"),
      ("curate: [{action: exclude, where: {check: near-duplicate}}]", ":5: curate: a rule asks"),
      ("audit: {treshold: 1}", ":5: audit: unknown key 'treshold'; did you mean 'thresholds'?"),
      ("audit:\n  thresholds:\n    drak: 0.3", ":7: audit.thresholds: unknown key 'drak'"),
      ("audit: {preset: face}", ":5: audit.preset: 'face' is not known; did you mean 'faces'?"),
    ])
  func errors(more: String, text: String) throws {
    let folder = try TemporaryFolder()
    let path = try Self.manifest(folder, more)
    let error = #expect(throws: WorkbenchError.self) { try Manifest(path: path) }
    #expect(error?.description.contains("m.yaml\(text)") == true, "\(String(describing: error))")
  }

  @Test("rules may lie in a file of their own, whose name and line an error has")
  func included() throws {
    let folder = try TemporaryFolder()
    try Files.writeAtomically(
      text: "- action: exclude\n  where: {contrast: {below: 0.02}}\n", to: folder.file("rules.yaml")
    )
    let path = try Self.manifest(folder, "curate: rules.yaml")
    let manifest = try Manifest(path: path)
    #expect(manifest.rules.count == 1)
    let inline = try Self.manifest(
      folder, "curate: [{action: exclude, where: {contrast: {below: 0.02}}}]", name: "i.yaml")
    #expect(try Manifest(path: inline).digest == manifest.digest)
    #expect(
      try Manifest(path: Self.manifest(folder, "", name: "n.yaml")).digest != manifest.digest)
    try Files.writeAtomically(
      text: "- action: exclude\n  where: {contrst: {below: 0.02}}\n", to: folder.file("rules.yaml"))
    let error = #expect(throws: WorkbenchError.self) { try Manifest(path: path) }
    #expect(error?.description.contains("rules.yaml:2: [0].where: unknown key 'contrst'") == true)
  }
}
