import Archives
import Core
import Imaging
import TestSupport
import Testing
import Workbench

/// Imports whose labels lie in tables, whose images lie in tables, or whose samples are boxes.
@Suite("Import of any layout")
struct ImportAnythingTests {
  @Test("fer2013.csv: every row is a member, its pixels a PGM, its Usage the split")
  func pixelTable() throws {
    let folder = try TemporaryFolder()
    let source = folder.file("fer2013.csv")
    try Files.writeAtomically(text: Tables.fer2013(rows: 40), to: source)
    let summary = try Fixtures.importing(source, into: folder.file("w"))
    #expect(summary.ledger.layout == "fer2013-csv")
    #expect(summary.accepted == 40)
    #expect(summary.ignored.reduce(0) { $0 + $1.count } == 1)
    #expect(summary.members == 41)
    #expect(summary.splitCounts == [.train: 20, .val: 10, .test: 10])
    let again = try Fixtures.importing(source, into: folder.file("w"))
    #expect((again.added, again.sameAs) == (0, "fer2013.csv"))
    let listing = try ShowLedger(source: nil, list: "accepted").run(
      workspace: folder.file("w"), session: Fixtures.session())
    #expect(listing.members?.contains { $0.path == "fer2013.csv#40" } == true)
  }

  @Test("a row with too few pixels or letters among them is rejected alone")
  func damagedRows() throws {
    let folder = try TemporaryFolder()
    let source = folder.file("fer2013.csv")
    let table =
      Tables.fer2013(rows: 8) + "3,1 2 3,Training\n" + "3,\(Tables.pixels(9)) x,Training\n"
    try Files.writeAtomically(text: table, to: source)
    let summary = try Fixtures.importing(source, into: folder.file("w"))
    #expect(summary.accepted == 8)
    #expect(summary.rejected.reduce(0) { $0 + $1.count } == 2)
  }

  @Test("FER+ votes join by row, make soft targets, and what is no face is excluded, not lost")
  func votes() throws {
    let folder = try TemporaryFolder()
    let source = folder.file("fer2013.csv")
    try Files.writeAtomically(text: Tables.fer2013(rows: 40), to: source)
    let votes = folder.file("fer2013new.csv")
    try Files.writeAtomically(text: Tables.votes(rows: 40), to: votes)
    var options = ImportOptions()
    (options.votes, options.voteRule) = (votes, "probability")
    let summary = try Fixtures.importing([source], into: folder.file("w"), options)
    #expect(summary.classNames.count == 8)
    #expect(summary.accepted == 40)
    let status = try ShowStatus().run(workspace: folder.file("w"), session: Fixtures.session())
    // Every fourth row is not a face.
    #expect(status.counts.flatMap { $0 }.reduce(0, +) == 30)

    _ = try SplitSamples(settings: try Fixtures.splitSettings()).run(
      workspace: folder.file("w"), session: Fixtures.session())
    _ = try WriteShards(
      settings: try Fixtures.shardSettings(), out: folder.file("s"), replaces: false
    ).run(workspace: folder.file("w"), session: Fixtures.session())
    let bytes = try Files.read(folder.file("s/train-00000-of-00001.safetensors"), limit: 1 << 24)
    #expect(String(decoding: bytes.prefix(4096), as: UTF8.self).contains("\"targets\""))
    let replayed = try ReplayRow(
      folder: folder.file("s"), place: RowPlace("train-00000-of-00001:0")
    ).run(workspace: folder.file("w"), session: Fixtures.session())
    #expect(replayed.isEqual)
  }

  @Test("votes are never joined to a folder of images, by name or by order")
  func votesAndImages() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(in: folder)
    let votes = folder.file("fer2013new.csv")
    try Files.writeAtomically(text: Tables.votes(rows: 84), to: votes)
    var options = ImportOptions()
    options.votes = votes
    let error = #expect(throws: WorkbenchError.self) {
      try Fixtures.importing([source], into: folder.file("w"), options)
    }
    #expect(error?.description.contains("names") == true)
    #expect(!Files.exists(folder.file("w")))
  }

  @Test("several faces of one photograph are several samples, cut where the table says")
  func boxes() throws {
    let folder = try TemporaryFolder()
    let picture = try PNGEncoder.encode(
      try Image(
        width: 40, height: 20, channels: 1,
        pixels: (0..<800).map { UInt8(truncatingIfNeeded: $0 &* 37) }))
    let label = """
      one.png 0 2 1 17 18 90.1 3
      one.png 1 0 20 40 20 88.0 4
      one.png 2 0 60 90 20 10.0 4
      two.png 0 0 0 12 12 50.0 6
      gone.png 0 0 0 12 12 50.0 6
      """
    let source = try Fixtures.archive(
      in: folder, name: "expw.tar",
      members: [
        ("label/label.lst", Array((label + "\n").utf8)), ("image/origin/one.png", picture),
        ("image/origin/two.png", try Fixtures.png(5)),
        ("image/origin/three.png", try Fixtures.png(6)),
      ])
    let summary = try Fixtures.importing(source, into: folder.file("w"))
    #expect(summary.ledger.layout == "expw")
    #expect((summary.accepted, summary.ledger.samples) == (2, 3))
    // The box beside the image, the row without an image, and the image without a row.
    #expect(summary.rejected.reduce(0) { $0 + $1.count } == 3)
    _ = try SplitSamples(settings: try Fixtures.splitSettings()).run(
      workspace: folder.file("w"), session: Fixtures.session())
    _ = try WriteShards(
      settings: try Fixtures.shardSettings(), out: folder.file("s"), replaces: false
    ).run(workspace: folder.file("w"), session: Fixtures.session())
    for split in ["train", "val", "test"] {
      let shard = "\(split)-00000-of-00001"
      guard Files.exists(folder.file("s/\(shard).safetensors")) else { continue }
      let replayed = try? ReplayRow(folder: folder.file("s"), place: RowPlace("\(shard):0")).run(
        workspace: folder.file("w"), session: Fixtures.session())
      #expect(replayed?.isEqual != false)
    }
  }

  @Test("bare codes are not guessed: a dialect or a named taxonomy says what they mean")
  func codes() throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.archive(
      in: folder, name: "m.tar",
      members: [
        ("labels.csv", Array("path,label\na.png,0\nb.png,3\nc.png,6\n".utf8)),
        ("a.png", try Fixtures.png(1)), ("b.png", try Fixtures.png(2)),
        ("c.png", try Fixtures.png(3)),
      ])
    let error = #expect(throws: WorkbenchError.self) {
      try Fixtures.importing(source, into: folder.file("w"))
    }
    #expect(error?.description.contains("--dialect") == true)
    #expect(!Files.exists(folder.file("w")))
    var options = ImportOptions()
    options.dialect = "fer2013"
    let summary = try Fixtures.importing([source], into: folder.file("w"), options)
    #expect(summary.classCounts == [1, 0, 0, 1, 0, 0, 1])
    let named = try Fixtures.importing(source, into: folder.file("v"), taxonomy: "fer7")
    #expect(named.classCounts == summary.classCounts)
  }
}

/// Small tables such as the datasets bring.
enum Tables {
  /// 144 pixels that follow from a number.
  static func pixels(_ number: Int) -> String {
    (0..<144).map { String(($0 * (number + 7) + number * 31) % 256) }.joined(separator: " ")
  }

  /// FER2013's table: half for training, a quarter each for the two tests; the codes go round.
  static func fer2013(rows: Int) -> String {
    let lines = (0..<rows).map { row in
      let usage = row < rows / 2 ? "Training" : row < rows * 3 / 4 ? "PublicTest" : "PrivateTest"
      return "\(row % 7),\(pixels(row)),\(usage)\n"
    }
    return "emotion,pixels,Usage\n" + lines.joined()
  }

  /// FER+'s table for it: every fourth row is no face, the others are shared by two emotions.
  static func votes(rows: Int) -> String {
    let lines = (0..<rows).map { row in
      let usage = row < rows / 2 ? "Training" : row < rows * 3 / 4 ? "PublicTest" : "PrivateTest"
      var votes = [Int](repeating: 0, count: 10)
      if row % 4 == 3 {
        votes[9] = 10
      } else {
        votes[row % 8] += 6
        votes[(row + 1) % 8] += 4
      }
      return ([usage, "fer\(row)"] + votes.map(String.init)).joined(separator: ",") + "\n"
    }
    return "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,"
      + "unknown,NF\n" + lines.joined()
  }
}
