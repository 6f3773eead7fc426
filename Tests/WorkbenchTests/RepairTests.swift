import Core
import TestSupport
import Testing
import Workbench

@Suite("The repair of an official split")
struct RepairTests {
  /// Equal pictures in two or three parts, twenty in one part only.
  private static func workspace(in folder: TemporaryFolder) throws -> String {
    let shared: [(number: Int, parts: [String])] = [
      (0, ["Training", "PublicTest"]), (1, ["Training", "PrivateTest"]),
      (2, ["PublicTest", "PrivateTest"]), (3, ["Training", "PublicTest", "PrivateTest"]),
      (4, ["PublicTest", "PrivateTest"]),
    ]
    var members: [(path: String, bytes: [UInt8])] = []
    for (number, parts) in shared {
      for part in parts {
        members.append(("happy/\(part)_\(number).png", try Fixtures.png(number)))
      }
    }
    for number in 10..<30 {
      let part = ["Training", "Training", "PublicTest", "PrivateTest"][number % 4]
      members.append(("sad/\(part)_\(number).png", try Fixtures.png(number)))
    }
    let workspace = folder.file("w")
    try Fixtures.importing(
      try Fixtures.archive(in: folder, name: "a.tar", members: members), into: workspace)
    return workspace
  }

  /// The happy samples of each split, and the groups that still leak.
  private static func happy(_ workspace: String, _ repair: SplitRepair) throws -> [Int] {
    let split = try SplitSamples(settings: try Fixtures.splitSettings(repair: repair))
      .run(workspace: workspace, session: Fixtures.session())
    let happy = try #require(Taxonomy.fer7.classIndex(named: "happy"))
    return split.counts.map { $0[happy] } + [split.leaks.reduce(0) { $0 + $1.groups }]
  }

  @Test("one split after the other gives way, in the order that is named")
  func order() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(in: folder)
    func happy(_ kind: SplitRepair.Kind, _ from: Split...) throws -> [Int] {
      try Self.happy(workspace, SplitRepair(kind, from: from))
    }
    #expect(try happy(.none) == [3, 4, 4, 7])
    // Of validation and test nothing gives way: two groups and the one that was in all three stay.
    #expect(try happy(.drop, .train) == [0, 4, 4, 3])
    #expect(try happy(.drop, .train, .val) == [0, 1, 4, 0])
    #expect(try happy(.drop, .val, .train) == [1, 0, 4, 0])
    #expect(try happy(.drop, .test, .val) == [3, 2, 0, 0])
    #expect(try happy(.move, .train, .val) == [0, 2, 9, 0])
    // A group is never dropped as a whole.
    #expect(try happy(.drop, .train, .val, .test) == [0, 1, 4, 0])
  }

  @Test("flags and manifests name the splits in order, and no split twice")
  func words() throws {
    #expect(
      try SplitRepair(kind: "drop", from: "train,val") == SplitRepair(.drop, from: [.train, .val]))
    #expect(try SplitRepair(kind: "move", from: nil) == SplitRepair(.move, from: [.train]))
    for (from, word) in [("train,train", "twice"), ("train,", "--repair-from"), ("dev", "dev")] {
      let error = #expect(throws: WorkbenchError.self) {
        try SplitRepair(kind: "drop", from: from)
      }
      #expect(error?.description.contains(word) == true, "\(from)")
    }
    let folder = try TemporaryFolder()
    func manifest(_ from: String) throws -> Manifest {
      let path = folder.file("m.yaml")
      try Files.writeAtomically(
        text: "version: 1\nsplit:\n  repair: drop\n  repair-from: \(from)\n", to: path)
      return try Manifest(path: path)
    }
    #expect(try manifest("[val, train]").split.repair.from == [.val, .train])
    #expect(try manifest("val").split.repair.from == [.val])
    let error = #expect(throws: WorkbenchError.self) { try manifest("[val, dev]") }
    #expect(error?.description.contains("m.yaml:4: split.repair-from[1]: 'dev'") == true)
  }
}
