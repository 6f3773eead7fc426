import Core
import DatasetCatalog
import Imaging
import TestSupport
import Testing
import Workbench

@Suite("Previews")
struct PreviewTests {
  /// A workspace of 12 drawn samples of each class, split.
  private func workspace(_ folder: TemporaryFolder) throws -> String {
    let workspace = folder.file("w")
    try Fixtures.importing(try Fixtures.archive(in: folder), into: workspace)
    _ = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: workspace, session: Fixtures.session())
    return workspace
  }

  private func draw(
    _ mode: PreviewMode, in workspace: String, to out: String, threads: Int = 2, seed: UInt64 = 5,
    tile: Int? = nil, _ change: (inout PreviewSelection) -> Void = { _ in }
  ) throws -> PreviewSummary {
    var selection = PreviewSelection()
    change(&selection)
    return try DrawPreview(
      pixels: try Fixtures.pixels(), mode: mode, selection: selection, tile: tile, seed: seed,
      out: out
    ).run(workspace: workspace, session: Fixtures.session(threads: threads))
  }

  @Test(
    "a sheet is the same bytes for any number of threads, and a PNG of the size it says",
    arguments: [PreviewMode.steps(copies: 3), .grid, .average, .denoisers])
  func threads(mode: PreviewMode) throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    var digests: Set<Digest> = []
    for threads in 1...3 {
      let summary = try draw(
        mode, in: workspace, to: folder.file("p\(threads).png"), threads: threads)
      digests.insert(summary.digest)
      #expect(summary.mode == mode)
      let bytes = try Files.read(summary.path, limit: 1 << 26)
      #expect(Digest.sha256(of: bytes) == summary.digest)
      var decoder = try ImageDecoder()
      let sheet = try decoder.decode(bytes).image
      #expect(sheet.width == summary.width && sheet.height == summary.height)
      #expect(sheet.width > 300 && sheet.height > 300)
    }
    #expect(digests.count == 1)
  }

  @Test("the order of import does not change a sheet's samples, another seed does")
  func draws() throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    let first = try draw(.steps(copies: 0), in: workspace, to: folder.file("a.png"))
    let same = try draw(.steps(copies: 0), in: workspace, to: folder.file("b.png"))
    let other = try draw(.steps(copies: 0), in: workspace, to: folder.file("c.png"), seed: 6)
    #expect(first.images == 14 && first.digest == same.digest)
    #expect(first.shown != other.shown)
    let labels = first.shown.compactMap { $0["class"]?.stringValue }
    #expect(labels == Taxonomy.fer7.classNames.flatMap { [$0, $0] })
  }

  @Test("the copies of a sheet are those of the shards: the same parameters are recorded")
  func copies() throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    _ = try WriteShards(
      settings: try ShardSettings(
        pixels: try Fixtures.pixels(), balance: "target", balanceTo: "20", classWeights: "none",
        stackWeights: false, images: "u8", shardMebibytes: 1, seed: 5),
      out: folder.file("s"), replaces: false
    ).run(workspace: workspace, session: Fixtures.session())
    let csv = String(
      decoding: try Files.read(folder.file("s/rows.csv"), limit: 1 << 24), as: UTF8.self)
    let summary = try draw(.steps(copies: 1), in: workspace, to: folder.file("p.png")) {
      $0.perClass = 12
    }
    var compared = 0
    for sample in summary.shown {
      guard let id = sample["content_id"]?.stringValue, let copies = sample["copies"]?.arrayValue,
        let trace = copies.first
      else { continue }
      // The CSV doubles quotes inside a quoted field.
      let recorded = trace.text().replacing("\"", with: "\"\"")
      for line in csv.split(separator: "\n") where line.contains(id) && line.contains("applied") {
        guard line.contains(",1,\"[") else { continue }
        #expect(line.contains(recorded), "\(id)")
        compared += 1
      }
    }
    #expect(compared > 10)
  }

  @Test("samples are found by id, by key, by source and member, and by member alone")
  func names() throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    let all = try draw(.steps(copies: 0), in: workspace, to: folder.file("a.png"))
    let sample = try #require(all.shown.last)
    let id = try #require(sample["content_id"]?.stringValue)
    let key = try #require(sample["sample_key"]?.stringValue)
    let source = try #require(sample["source"]?.stringValue)
    let member = try #require(sample["member"]?.stringValue)
    let upper = id.prefix(12).uppercased()
    for name in [id, String(id.prefix(12)), upper, key, "\(source):\(member)", member] {
      let found = try draw(.steps(copies: 0), in: workspace, to: folder.file("b.png")) {
        $0.samples = [name]
      }
      #expect(found.shown == [sample], "\(name)")
    }
    let both = try draw(.denoisers, in: workspace, to: folder.file("c.png")) {
      $0.samples = [id, member, all.shown[0]["content_id"]?.stringValue].compactMap { $0 }
    }
    #expect(both.images == 2)
  }

  @Test(
    "the beginning of several ids is refused, and they are shown; one more digit finds the sample")
  func ambiguous() throws {
    let folder = try TemporaryFolder()
    let workspace = folder.file("w")
    // Among 800 ids some begin with the same four digits.
    let members = try (0..<400).map { number in
      let pixels = [UInt8](repeating: UInt8(number % 256), count: 15) + [UInt8(number / 256)]
      let image = try Image(width: 4, height: 4, channels: 1, pixels: pixels)
      return (path: "happy/\(number).png", bytes: try PNGEncoder.encode(image))
    }
    try Fixtures.importing(
      try Fixtures.archive(in: folder, name: "many.tar", members: members), into: workspace)
    let samples = try Catalog.open(workspace, mode: .read).sampleSummaries()
    var holders: [String: [(id: String, content: ContentID)]] = [:]
    for sample in samples {
      for id in [sample.contentID.digest.hex, sample.sampleKey.digest.hex] {
        holders[String(id.prefix(4)), default: []].append((id, sample.contentID))
      }
    }
    let shared = try #require(
      holders.filter { Set($0.value.map(\.content)).count == 2 && $0.value.count == 2 }
        .min { $0.key < $1.key })
    let error = #expect(throws: WorkbenchError.self) {
      _ = try draw(.steps(copies: 0), in: workspace, to: folder.file("a.png")) {
        $0.samples = [shared.key]
      }
    }
    let text = error?.description ?? ""
    #expect(text.contains("--sample \(shared.key) is the beginning of 2 ids"), "\(text)")
    for holder in shared.value { #expect(text.contains(holder.id.prefix(10)), "\(text)") }
    let found = try draw(.steps(copies: 0), in: workspace, to: folder.file("a.png")) {
      $0.samples = [String(shared.value[0].id.prefix(10))]
    }
    #expect(found.shown.first?["content_id"]?.stringValue == shared.value[0].content.digest.hex)
  }

  @Test(
    "the worst are in order, the worst first, of the classes asked for",
    arguments: WorstMeasure.allCases)
  func worst(measure: WorstMeasure) throws {
    let folder = try TemporaryFolder()
    let workspace = try workspace(folder)
    let summary = try draw(.steps(copies: 0), in: workspace, to: folder.file("a.png")) {
      ($0.worst, $0.count, $0.classes) = (measure, 20, ["sad", "happiness"])
    }
    let values = summary.shown.compactMap { $0["value"]?.doubleValue }
    #expect(values.count == 20)
    #expect(values == (measure == .bright ? values.sorted(by: >) : values.sorted()))
    #expect(Set(summary.shown.compactMap { $0["class"]?.stringValue }) == ["sad", "happy"])
  }

  @Test("the mean image of a class is that of its canonical images")
  func means() throws {
    let folder = try TemporaryFolder()
    let workspace = folder.file("w")
    let flat = try [10, 30, 81].map { level in
      (
        path: "happy/\(level).png",
        bytes: try PNGEncoder.encode(
          try Image(width: 24, height: 24, channels: 1, repeating: UInt8(level)))
      )
    }
    try Fixtures.importing(
      try Fixtures.archive(in: folder, name: "flat.tar", members: flat), into: workspace)
    let summary = try draw(.average, in: workspace, to: folder.file("a.png"), tile: 48) {
      $0.classes = ["happy"]
    }
    #expect(summary.images == 3)
    #expect(summary.shown.first?["images"] == 3)
    var decoder = try ImageDecoder()
    let sheet = try decoder.decode(try Files.read(summary.path, limit: 1 << 24)).image
    // (10 + 30 + 81) / 3 = 40.33, shown as a square of 48 × 48.
    let count = (0..<(sheet.width * sheet.height)).count {
      let (x, y) = ($0 % sheet.width, $0 / sheet.width)
      return (0..<3).allSatisfy { sheet[x, y, $0] == 40 }
    }
    #expect(count == 48 * 48)
  }

  @Test("columns of rows with different steps keep every row's order")
  func columns() {
    #expect(
      StepsSheet.columns(of: [["decoded", "canonical"], ["decoded", "gray", "canonical"]])
        == ["decoded", "gray", "canonical"])
    #expect(
      StepsSheet.columns(of: [
        ["decoded", "gray", "canonical"], ["decoded", "cropped", "denoised", "canonical"],
      ]).filter { $0 != "gray" } == ["decoded", "cropped", "denoised", "canonical"])
    #expect(StepsSheet.columns(of: []).isEmpty)
  }

  @Test("figures are the same in every locale")
  func figures() {
    #expect(Figures.count(35_887) == "35,887" && Figures.count(-1_000) == "-1,000")
    #expect(Figures.count(999, "image") == "999 images" && Figures.count(1, "image") == "1 image")
    #expect(
      Figures.decimal(1.005, places: 1) == "1.0" && Figures.decimal(-0.04, places: 1) == "0.0")
    #expect(Figures.decimal(12.96, places: 1) == "13.0" && Figures.decimal(2.5, places: 0) == "3")
    #expect(Figures.short(6) == "6" && Figures.short(0.84) == "0.8")
  }
}
