import Core
import TestSupport
import Testing
import Workbench

@Suite("Split of a workspace")
struct SplitTests {
  @Test("the certificate does not depend on the order of import")
  func importOrder() throws {
    let folder = try TemporaryFolder()
    let a = try Fixtures.archive(in: folder, name: "a.tar", seed: 1)
    let b = try Fixtures.archive(in: folder, name: "b.tar", seed: 2)
    var certificates: [String] = []
    for order in [[a, b], [b, a]] {
      let workspace = folder.file("w\(certificates.count)")
      for source in order { try Fixtures.importing(source, into: workspace) }
      let split = try SplitSamples(settings: try Fixtures.splitSettings())
        .run(workspace: workspace, session: Fixtures.session())
      certificates.append(split.json.text())
    }
    #expect(certificates[0] == certificates[1])
  }

  @Test("an official split is kept and its leaks are counted; a new draw has none")
  func officialLeaks() throws {
    let folder = try TemporaryFolder()
    var members = try (0..<40).map { number -> (path: String, bytes: [UInt8]) in
      let prefix = ["Training", "Training", "PublicTest", "PrivateTest"][number % 4]
      return (
        "\(number % 2 == 0 ? "happy" : "sad")/\(prefix)_\(number).png", try Fixtures.png(number)
      )
    }
    members.append(("happy/PrivateTest_99.png", try Fixtures.png(0)))
    let source = try Fixtures.archive(in: folder, name: "a.tar", members: members)
    try Fixtures.importing(source, into: folder.file("w"))
    let kept = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: folder.file("w"), session: Fixtures.session())
    #expect(kept.isOfficial)
    #expect(kept.leaks.map(\.samplesInSecond) == [1])
    let drawn = try SplitSamples(settings: try Fixtures.splitSettings(ignoreOfficial: true))
      .run(workspace: folder.file("w"), session: Fixtures.session())
    #expect(!drawn.isOfficial)
    #expect(drawn.leaks.isEmpty)
  }

  @Test("an official split without validation gets one cut from its training part")
  func missingValidation() throws {
    let folder = try TemporaryFolder()
    let members = try (0..<40).map { number -> (path: String, bytes: [UInt8]) in
      let part = number % 4 == 0 ? "test" : "train"
      return (
        "\(part)/\(number % 2 == 0 ? "happy" : "sad")/\(number).png", try Fixtures.png(number)
      )
    }
    let source = try Fixtures.archive(in: folder, name: "a.tar", members: members)
    try Fixtures.importing(source, into: folder.file("w"))
    let split = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: folder.file("w"), session: Fixtures.session())
    let totals = split.counts.map { $0.reduce(0, +) }
    #expect(totals[2] == 10)
    #expect(totals[1] > 4 && totals[1] < 12)
    #expect(split.note?.contains("validation") == true)
  }

  @Test("extending keeps every sample where it was")
  func extends() throws {
    let folder = try TemporaryFolder()
    let a = try Fixtures.archive(in: folder, name: "a.tar", seed: 1)
    let b = try Fixtures.archive(in: folder, name: "b.tar", seed: 2)
    try Fixtures.importing(a, into: folder.file("w"))
    let settings = try Fixtures.splitSettings()
    let before = try SplitSamples(settings: settings)
      .run(workspace: folder.file("w"), session: Fixtures.session())
    try Fixtures.importing(b, into: folder.file("w"))
    let status = try ShowStatus().run(workspace: folder.file("w"), session: Fixtures.session())
    #expect(!status.isSplitCurrent)
    let after = try SplitSamples(settings: settings, extendsPrevious: true)
      .run(workspace: folder.file("w"), session: Fixtures.session())
    for (old, new) in zip(before.counts, after.counts) {
      #expect(zip(old, new).allSatisfy { $0 <= $1 })
    }
    #expect(after.leaks.isEmpty)
  }

  @Test("extending keeps the official split of what came later")
  func extendsOfficial() throws {
    let folder = try TemporaryFolder()
    func archive(_ name: String, _ prefixes: [String], from first: Int) throws -> String {
      try Fixtures.archive(
        in: folder, name: name,
        members: (0..<30).map {
          (
            "\($0 % 2 == 0 ? "happy" : "sad")/\(prefixes[$0 % prefixes.count])_\($0).png",
            try Fixtures.png(first + $0)
          )
        })
    }
    let workspace = folder.file("w")
    try Fixtures.importing(
      try archive("a.tar", ["Training", "Training", "PublicTest"], from: 0), into: workspace)
    let settings = try Fixtures.splitSettings()
    _ = try SplitSamples(settings: settings).run(workspace: workspace, session: Fixtures.session())
    try Fixtures.importing(try archive("b.tar", ["PrivateTest"], from: 100), into: workspace)
    let split = try SplitSamples(settings: settings, extendsPrevious: true)
      .run(workspace: workspace, session: Fixtures.session())
    #expect(split.counts.map { $0.reduce(0, +) } == [20, 10, 30])
  }

  @Test("shares that do not add up are wrong usage")
  func badShares() {
    let error = #expect(throws: WorkbenchError.self) {
      try SplitSettings(train: 0.5, val: 0.1, test: 0.1, seed: 1, ignoreOfficial: false)
    }
    #expect(error?.isUsage == true)
  }
}
