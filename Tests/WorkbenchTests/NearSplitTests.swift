import Core
import DatasetCatalog
import Imaging
import TestSupport
import Testing
import Workbench

@Suite("A split and near duplicates")
struct NearSplitTests {
  /// Rough pictures, each with a copy that is moved by a pixel and made brighter, in the other split.
  private static func archive(in folder: TemporaryFolder) throws -> String {
    var members: [(path: String, bytes: [UInt8])] = []
    for number in 0..<30 {
      var state = UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15
      let spots = (0..<30).map { _ -> (Int, Int, Int, Int) in
        func next(_ limit: Int) -> Int {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return Int(state >> 33) % limit
        }
        return (next(48), next(48), 2 + next(8), next(200) - 100)
      }
      for copy in 0..<2 {
        var pixels: [UInt8] = []
        for y in 0..<48 {
          for x in 0..<48 {
            var level = 120 + copy * 10
            for (cx, cy, reach, height) in spots {
              let (dx, dy) = (x - copy - cx, y - cy)
              if dx * dx + dy * dy < reach * reach { level += height }
            }
            pixels.append(UInt8(clamping: level))
          }
        }
        let image = try Image(width: 48, height: 48, channels: 1, pixels: pixels)
        // Every third copy leaks from Training into PrivateTest.
        let usage = copy == 1 && number % 3 == 0 ? "PrivateTest" : "Training"
        members.append(
          (
            "train/happy/\(usage)_\(1000 + number * 2 + copy).png", try PNGEncoder.encode(image)
          ))
      }
    }
    return try Fixtures.archive(in: folder, name: "near.tar", members: members)
  }

  @Test(
    "near duplicates share a split, and the certificate says how near the nearest pair apart is")
  func together() throws {
    let folder = try TemporaryFolder()
    let workspace = folder.file("w")
    try Fixtures.importing(try Self.archive(in: folder), into: workspace)
    let settings = try Fixtures.splitSettings(ignoreOfficial: true, near: "automatic")
    let split = try SplitSamples(settings: settings)
      .run(workspace: workspace, session: Fixtures.session())
    #expect(split.groups == 30)
    #expect(split.largestGroup == 2)
    #expect(split.nearDuplicates["pairs"] == .integer(30))
    #expect(split.nearDuplicates["apart"] == .integer(0))
    #expect(split.nearDuplicates["exhaustive"] == .bool(true))
    let again = try SplitSamples(settings: settings)
      .run(workspace: workspace, session: Fixtures.session(threads: 1))
    #expect(again.json == split.json)
  }

  @Test("a pair that was decided to be no duplicate is passed over by audit and split")
  func dismissed() throws {
    let folder = try TemporaryFolder()
    let workspace = folder.file("w")
    try Fixtures.importing(try Self.archive(in: folder), into: workspace)
    let settings = try Fixtures.splitSettings(ignoreOfficial: true, near: "automatic")
    func audit() throws -> JSON {
      try AuditDataset(settings: AuditSettings()).run(
        workspace: workspace, session: Fixtures.session()
      ).json
    }
    func split() throws -> SplitSummary {
      try SplitSamples(settings: settings).run(workspace: workspace, session: Fixtures.session())
    }
    #expect(try split().groups == 30)
    let groups = try #require(try audit()["near_groups"]?.arrayValue)
    #expect(groups.count == 30)
    let keys = try #require(groups[0].arrayValue).compactMap { member in
      member["key"]?.stringValue.flatMap { Digest(hex: $0) }.map { SampleKey($0) }
    }
    #expect(groups[0].arrayValue?.last?["link"]?.stringValue == keys[0].digest.hex)
    try Catalog.open(workspace, mode: .write).appendDecision(
      Decision(
        notDuplicates: try #require(SamplePair(keys[0], keys[1])), reason: "twins", author: "me"))
    let after = try audit()
    #expect(after["near_groups"]?.arrayValue?.count == 29)
    #expect(after["counts"]?["near-duplicate"]?["findings"] == .integer(29))
    let apart = try split()
    #expect(apart.groups == 31 && apart.nearDuplicates["dismissed"] == .integer(1))
  }

  @Test("leaks of an official split are counted, moved or left out")
  func repairs() throws {
    let folder = try TemporaryFolder()
    let workspace = folder.file("w")
    try Fixtures.importing(try Self.archive(in: folder), into: workspace)
    func counts(_ kind: SplitRepair.Kind, from: Split...) throws -> [Int] {
      let settings = try Fixtures.splitSettings(
        near: "automatic", repair: SplitRepair(kind, from: from.isEmpty ? [.train] : from))
      let split = try SplitSamples(settings: settings)
        .run(workspace: workspace, session: Fixtures.session())
      let leaked = split.leaks.filter { $0.second == .test }.reduce(0) { $0 + $1.samplesInSecond }
      return [split.counts[0][3] + split.counts[1][3], split.counts[2][3], leaked]
    }
    #expect(try counts(.none) == [50, 10, 10])
    #expect(try counts(.drop, from: .test) == [50, 0, 0])
    #expect(try counts(.move) == [40, 20, 0])
    #expect(try counts(.drop) == [40, 10, 0])
    // What a repair left out is no sample that came later.
    let status = try ShowStatus().run(workspace: workspace, session: Fixtures.session())
    #expect(status.dropped == 10 && status.isSplitCurrent)
    #expect(status.counts[3].reduce(0, +) == 10)
  }
}
