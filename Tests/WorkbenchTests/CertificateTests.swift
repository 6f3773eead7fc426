import Core
import Imaging
import TestSupport
import Testing
import Workbench

@Suite("The certificate of a split")
struct CertificateTests {
  /// Twenty drawn pictures; of some there is an equal or a slightly changed one in another part.
  private static func archive(in folder: TemporaryFolder, _ name: String) throws -> String {
    var members: [(path: String, bytes: [UInt8])] = []
    for number in 0..<20 {
      var pixels = (0..<48 * 48).map { place -> UInt8 in
        let (x, y) = (place % 48, place / 48)
        let waves = (x * (number + 3)) / 4 % 31 * 3 + (y * (number % 7 + 2)) % 47 * 2
        return UInt8(clamping: waves + (x * y * (number + 1)) % 53)
      }
      let label = number % 2 == 0 ? "happy" : "sad"
      func add(_ part: String, _ copy: Int) throws {
        let image = try Image(width: 48, height: 48, channels: 1, pixels: pixels)
        members.append(("\(label)/\(part)_\(number)\(copy).png", try PNGEncoder.encode(image)))
      }
      try add("Training", 0)
      if number < 3 { try add("PrivateTest", 1) }
      if (3..<8).contains(number) {
        for place in 0..<300 { pixels[place * 7] = pixels[place * 7] / 2 + 60 }
        try add(number < 5 ? "PublicTest" : "PrivateTest", 2)
      }
    }
    return try Fixtures.archive(in: folder, name: name, members: members)
  }

  private static func split(
    _ workspace: String, out: String? = nil, repair: SplitRepair = .none, near: Double = 0.8,
    folds: FoldSettings? = nil, threads: Int = 2
  ) throws -> SplitSummary {
    let settings = try SplitSettings(
      train: 0.6, val: 0.2, test: 0.2, seed: 1, ignoreOfficial: false,
      near: NearFlags.settings(method: "automatic", threshold: near, turns: false),
      repair: repair)
    return try SplitSamples(settings: settings, folds: folds, out: out)
      .run(workspace: workspace, session: Fixtures.session(threads: threads))
  }

  private static func digest(of certificate: JSON) throws -> Digest {
    var members = try #require(certificate.objectValue)
    members["digest"] = nil
    return Digest.sha256(of: JSON.object(members).text())
  }

  @Test(
    "its digest covers the closest pairs, the lists and the sheet, whatever the archive is called")
  func digests() throws {
    let folder = try TemporaryFolder()
    var certificates: [JSON] = []
    for (number, threads) in [1, 3].enumerated() {
      let workspace = folder.file("w\(number)")
      try Fixtures.importing(try Self.archive(in: folder, "a\(number).tar"), into: workspace)
      let out = folder.file("out\(number)")
      let split = try Self.split(workspace, out: out, threads: threads)
      certificates.append(split.certificate)
      #expect(
        try Self.digest(of: split.certificate).hex == split.certificate["digest"]?.stringValue)
      let written = try JSON(
        parsing: Files.read(Files.join(out, "certificate.json"), limit: 1 << 20))
      #expect(written == split.certificate)
      let files = try #require(split.certificate["files"]?.objectValue)
      #expect(files.keys.sorted() == ["closest.png", "leaks.csv", "pairs.csv"])
      for (name, entry) in files {
        let bytes = try Files.read(Files.join(out, name), limit: 1 << 24)
        #expect(entry["sha256"]?.stringValue == Digest.sha256(of: bytes).hex)
        #expect(entry["bytes"]?.intValue == bytes.count)
      }
      let list = try Files.read(Files.join(out, "split.txt"), limit: 1 << 20)
      #expect(split.certificate["assignment"]?.stringValue == Digest.sha256(of: list).hex)
      #expect(split.files.map { Files.lastComponent($0) }.first == "certificate.json")
      // The certificate is the same without a folder to write into.
      #expect(try Self.split(workspace).certificate == split.certificate)
    }
    #expect(certificates[0] == certificates[1])
  }

  @Test("the closest pairs stand in it, equal pixels before near duplicates before others")
  func closest() throws {
    let folder = try TemporaryFolder()
    try Fixtures.importing(try Self.archive(in: folder, "a.tar"), into: folder.file("w"))
    let split = try Self.split(folder.file("w"), out: folder.file("out"))
    let near = split.nearDuplicates
    let closest = try #require(near["closest"]?.arrayValue)
    #expect(near["same_pixels_apart"] == .integer(3))
    let standings = closest.compactMap { $0["standing"]?.stringValue }
    #expect(standings.prefix(3) == ["exact", "exact", "exact"])
    #expect(standings.contains("near"))
    #expect(near["apart"] == .integer(standings.count { $0 == "near" }))
    let scores = closest.map {
      $0["score"]?.doubleValue ?? $0["score"]?.intValue.map(Double.init) ?? 9
    }
    #expect(scores == scores.sorted(by: >))
    for pair in closest {
      #expect(pair["first"]?["side"] != pair["second"]?["side"])
    }
    let search = try #require(near["search"]?.stringValue)
    #expect(search.contains("0.8") && search.contains("mirrored") && search.contains("exhaustive"))
    let table = String(
      decoding: try Files.read(folder.file("out/pairs.csv"), limit: 1 << 20), as: UTF8.self)
    let below = try #require(near["below_apart"]?.intValue)
    #expect(table.split(separator: "\n").count == 1 + 3 + (near["apart"]?.intValue ?? 0) + below)
    // The kept leaks are listed sample by sample; a repair leaves none.
    let leaks = { () throws -> [Substring] in
      String(decoding: try Files.read(folder.file("out/leaks.csv"), limit: 1 << 20), as: UTF8.self)
        .split(separator: "\n")
    }
    #expect(try leaks().count > 1 + 6)
    let repaired = try Self.split(
      folder.file("w"), out: folder.file("out"), repair: SplitRepair(.drop, from: [.train, .val]))
    #expect(try leaks() == ["group,sample_key,split,class"])
    #expect(repaired.nearDuplicates["same_pixels_apart"] == .integer(0))
    #expect(repaired.nearDuplicates["apart"] == .integer(0))
    #expect(repaired.certificate["clean"] == true)
    #expect(repaired.certificate["digest"] != split.certificate["digest"])
    #expect((repaired.certificate["dropped"]?.intValue ?? 0) > 0)
  }

  @Test("folds are certified pair by pair, and are those that training deals")
  func folds() throws {
    let folder = try TemporaryFolder()
    let workspace = folder.file("w")
    let source = try Fixtures.archive(in: folder, perClass: 12, subjects: 9)
    try Fixtures.importing(source, into: workspace)
    let out = folder.file("out")
    let split = try SplitSamples(
      settings: try Fixtures.splitSettings(),
      folds: try FoldSettings(count: 3, scope: "all", validation: nil), out: out
    ).run(workspace: workspace, session: Fixtures.session())
    let folds = try #require(split.folds)
    #expect(folds.sizes.count == 3 && folds.leakingGroups == 0)
    #expect(folds.sizes.reduce(0, +) == split.counts.joined().reduce(0, +))
    #expect(folds.certificate["clean"] == true)
    #expect(try Self.digest(of: folds.certificate).hex == folds.certificate["digest"]?.stringValue)
    let list = String(
      decoding: try Files.read(Files.join(out, "folds.txt"), limit: 1 << 20), as: UTF8.self)
    #expect(folds.certificate["assignment"]?.stringValue == Digest.sha256(of: list).hex)
    // The same seed deals the rows of the shards to the same folds.
    _ = try WriteShards(
      settings: try Fixtures.shardSettings(), out: folder.file("shards"), replaces: true
    ).run(workspace: workspace, session: Fixtures.session())
    try Files.writeAtomically(
      text: "model: {architecture: linear}\nepochs: 1\nbatch: 16\n", to: folder.file("r.yaml"))
    _ = try CrossValidate(
      shards: folder.file("shards"), recipe: try TrainNetwork.recipe(file: folder.file("r.yaml")),
      augmentation: try PixelSettings.standardPolicy(), seed: 1, out: folder.file("cv"),
      folds: try FoldSettings(count: 3, scope: "all", validation: nil), resumes: false
    ).run(session: Fixtures.session())
    let rows = String(
      decoding: try Files.read(folder.file("cv/predictions.csv"), limit: 1 << 20), as: UTF8.self
    ).split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let fold = try #require(rows[0].firstIndex(of: "fold"))
    let key = try #require(rows[0].firstIndex(of: "sample_key"))
    let trained = rows.dropFirst().map { "\($0[key]) \($0[fold])" }.sorted()
    #expect(trained == list.split(separator: "\n").map(String.init))
  }
}
