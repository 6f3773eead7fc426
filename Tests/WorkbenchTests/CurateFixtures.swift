import Core
import DatasetCatalog
import TestSupport
import Workbench

/// A small workspace to decide about.
struct CurateFixtures {
  let folder: TemporaryFolder
  let workspace: String

  /// Twelve pictures of two classes; number 12 holds the bytes of number 0 under another class and split.
  init(source: String = "faces.tar", reversed: Bool = false) throws {
    folder = try TemporaryFolder()
    workspace = folder.file("w")
    var members = try Self.members()
    if reversed { members.reverse() }
    try Fixtures.importing(
      try Fixtures.archive(in: folder, name: source, members: members), into: workspace)
  }

  static func members() throws -> [(path: String, bytes: [UInt8])] {
    var members = try (0..<12).map { number -> (path: String, bytes: [UInt8]) in
      let part = number % 3 == 0 ? "PublicTest" : "Training"
      return (
        "\(number % 2 == 0 ? "happy" : "sad")/\(part)_\(number).png", try Fixtures.png(number)
      )
    }
    members.append(("sad/PrivateTest_12.png", try Fixtures.png(0)))
    return members
  }

  /// The key of a picture.
  static func key(_ number: Int) throws -> SampleKey {
    SampleKey(content: .of(try Fixtures.png(number)), region: nil)
  }

  func catalog() throws -> Catalog { try Catalog.open(workspace, mode: .read) }

  @discardableResult
  func decide(
    _ rule: CurationRule, applies: Bool = true
  ) throws(WorkbenchError) -> CurationSummary {
    try CurateSamples(
      .rule(rule), author: "me", reason: nil, recordedAt: nil, applies: applies
    ).run(workspace: workspace, session: Fixtures.session())
  }

  @discardableResult
  func decide(
    _ action: CurationAction, _ names: [String], applies: Bool = true
  ) throws(WorkbenchError) -> CurationSummary {
    var rule = CurationRule(action)
    rule.names = names
    return try decide(rule, applies: applies)
  }

  @discardableResult
  func apply(_ text: String, as name: String) throws -> CurationSummary {
    try Files.writeAtomically(text: text, to: folder.file(name))
    return try CurateSamples(
      .file(folder.file(name)), author: "me", reason: nil, recordedAt: nil, applies: true
    ).run(workspace: workspace, session: Fixtures.session())
  }

  @discardableResult
  func undo(_ choice: UndoCuration.Choice = .latest(1)) throws(WorkbenchError) -> UndoSummary {
    try UndoCuration(choice, author: "me", reason: nil, recordedAt: nil)
      .run(workspace: workspace, session: Fixtures.session())
  }

  /// Stores findings as an audit would.
  func find(_ check: String, _ findings: [[SampleKey]]) throws {
    let catalog = try Catalog.open(workspace, mode: .write)
    try catalog.storeFindings(
      findings.map {
        StoredFinding(check: check, samples: $0, measure: 1, threshold: 1, reason: "alike")
      }, record: [:])
  }

  /// What an error says.
  static func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch { return "\(error)" }
  }
}
