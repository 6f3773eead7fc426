import Core
import Tensors
import TestSupport
import Testing

@Suite("Shards")
struct ShardTests {
  @Test(
    "what is written is read back, for every image type",
    arguments: [TensorType.u8, .f16, .f32], [(1, false), (3, true)])
  func writeReadIdentity(type: TensorType, shape: (channels: Int, soft: Bool)) throws {
    let folder = try TemporaryFolder()
    let layout = try ShardFixtures.layout(
      .val, type: type, channels: shape.channels, soft: shape.soft)
    let path = folder.file("val.safetensors")
    let summary = try ShardFixtures.writer(layout, rows: 0..<5).commit(to: path)
    #expect(summary.rows == 5)
    #expect(summary.classCounts == [2, 2, 1])
    #expect(summary.originalCounts == [1, 1, 1])
    let shard = try ShardReader(path: path)
    #expect(shard.layout == layout)
    #expect(shard.metadata == ShardFixtures.metadata(channels: shape.channels))
    #expect(shard.count == 5)
    for number in 0..<5 {
      let row = ShardFixtures.row(number, layout: layout)
      #expect(shard.pixels(at: number) == row.image)
      #expect(shard.label(at: number) == row.label)
      #expect(shard.weight(at: number) == row.weight)
      #expect(shard.copy(at: number) == row.copy)
      #expect(shard.target(at: number) == row.target)
      #expect(shard.contentID(at: number) == row.contentID)
      #expect(shard.sampleKey(at: number) == row.sampleKey)
      #expect(shard.verifyRow(number))
      var floats = Array(repeating: Float(-1), count: layout.imageValues)
      floats.withUnsafeMutableBufferPointer { shard.copyFloats(at: number, into: $0) }
      for (float, pixel) in zip(floats, row.image) {
        #expect(abs(float - Float(pixel) / 255) <= (type == .f16 ? 0x1p-11 : 0))
      }
    }
  }

  @Test("every pixel survives each image type")
  func everyPixel() throws {
    let folder = try TemporaryFolder()
    for type in [TensorType.u8, .f16, .f32] {
      let layout = try ShardLayout(
        split: .train, imageType: type, channels: 1, height: 16, width: 16, classCount: 3)
      let writer = try ShardWriter(layout: layout, rows: 1, metadata: ShardFixtures.metadata())
      let content = ContentID(.sha256(of: "x"))
      try writer.setRow(
        0,
        ShardRow(
          image: Array(0...255), label: 0, contentID: content,
          sampleKey: SampleKey(content: content, region: nil)))
      _ = try writer.commit(to: folder.file("\(type)"))
      #expect(try ShardReader(path: folder.file("\(type)")).pixels(at: 0) == Array(0...255))
    }
  }

  @Test("threads and the order of rows do not change a byte")
  func threadIndependent() throws {
    let folder = try TemporaryFolder()
    let layout = try ShardFixtures.layout(.train)
    let one = try ShardFixtures.writer(layout, rows: 0..<64).commit(to: folder.file("a"))
    let writer = try ShardWriter(layout: layout, rows: 64, metadata: ShardFixtures.metadata())
    try WorkerPool(threads: 3).forEach(64) { index, _ throws(TensorError) in
      try writer.setRow(63 - index, ShardFixtures.row(63 - index, layout: layout))
    }
    #expect(try writer.commit(to: folder.file("b")).file.sha256 == one.file.sha256)
  }

  @Test("the digest of a small shard is pinned")
  func golden() throws {
    let folder = try TemporaryFolder()
    let layout = try ShardFixtures.layout(.train, soft: true)
    let summary = try ShardFixtures.writer(layout, rows: 0..<4).commit(to: folder.file("a"))
    #expect(
      summary.file.sha256.hex == "8b3b0623afe7345c533f856b79bca943fb939b93d8d946f06f149c968b233c17")
    #expect(try ShardReader(path: folder.file("a")).checksum(at: 0) == 722_625_908)
  }

  @Test("a shard without rows is legal")
  func empty() throws {
    let folder = try TemporaryFolder()
    let layout = try ShardFixtures.layout(.test)
    let summary = try ShardFixtures.writer(layout, rows: 0..<0).commit(to: folder.file("a"))
    #expect(summary.rows == 0)
    #expect(try ShardReader(path: folder.file("a")).count == 0)
  }

  @Test("the plan covers every row once, and a split without rows has one shard")
  func plan() throws {
    let layout = try ShardFixtures.layout(.train)
    for rows in [0, 1, 2, 3, 10] {
      let plan = layout.plan(rows: rows, targetBytes: 3 * layout.bytesPerRow)
      #expect(plan.flatMap { Array($0.rows) } == Array(0..<rows))
      #expect(plan.count == max(1, (rows + 2) / 3))
    }
    #expect(layout.rowsPerShard(targetBytes: 1) == 1)
    #expect(
      layout.plan(rows: 10, targetBytes: 3 * layout.bytesPerRow)[3].name
        == "train-00003-of-00004.safetensors")
  }

  @Test("a row that does not fit is refused, and so is a shard with a row missing")
  func badRows() throws {
    let folder = try TemporaryFolder()
    let layout = try ShardFixtures.layout(.train)
    let writer = try ShardWriter(layout: layout, rows: 2, metadata: ShardFixtures.metadata())
    let good = ShardFixtures.row(0, layout: layout)
    try writer.setRow(0, good)
    for change: (inout ShardRow) -> Void in [
      { $0.image.removeLast() }, { $0.label = 3 }, { $0.label = -1 }, { $0.weight = .nan },
      { $0.copy = -1 }, { $0.target = [1, 0, 0] },
    ] {
      var bad = good
      change(&bad)
      #expect(throws: TensorError.self) { try writer.setRow(1, bad) }
    }
    #expect(throws: TensorError.self) { try writer.setRow(2, good) }
    #expect(throws: TensorError.rowMissing(row: 1)) { try writer.commit(to: folder.file("a")) }
    #expect(!Files.exists(folder.file("a")))
  }

  @Test("metadata keys of the format cannot be overwritten")
  func reservedMetadata() throws {
    var metadata = ShardFixtures.metadata()
    metadata.extra["mean"] = "[0]"
    let layout = try ShardFixtures.layout(.train)
    #expect(throws: TensorError.reservedMetadata(key: "mean")) {
      try ShardWriter(layout: layout, rows: 1, metadata: metadata)
    }
  }

  @Test("interleaved pixels become planar")
  func planar() {
    #expect(
      ShardRow.planar(interleaved: [1, 2, 3, 4, 5, 6], channels: 3) == [1, 4, 2, 5, 3, 6])
    #expect(ShardRow.planar(interleaved: [1, 2], channels: 1) == [1, 2])
  }

  @Test("a safetensors file that is no shard is refused")
  func notAShard() throws {
    let folder = try TemporaryFolder()
    try SafetensorsWriter.write(SafetensorsTests.tensors, to: folder.file("a"))
    #expect(throws: TensorError.badMetadata(path: folder.file("a"), key: "format")) {
      try ShardReader(path: folder.file("a"))
    }
  }

  @Test("lines of rows.csv are quoted as RFC 4180 has it")
  func rowsCSV() throws {
    let folder = try TemporaryFolder()
    let writer = try RowsCSVWriter(folder: folder.path)
    try writer.add(
      RowsCSVLine(
        shard: "a", row: 3, contentID: ContentID(.sha256(of: "")), source: "x,y",
        member: "a \"b\"\n.png", label: "happy", copy: 1, augmentation: #"{"r":1}"#, group: "00ff"))
    let summary = try writer.commit()
    let bytes = try Files.read(folder.file("rows.csv"), limit: 1000)
    let hex = Digest.sha256(of: "").hex
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "shard,row,content_id,source,member,label,copy,augmentation,pipeline,group\n"
        + "a,3,\(hex),\"x,y\",\"a \"\"b\"\"\n.png\",happy,1,\"{\"\"r\"\":1}\",,00ff\n")
    #expect(summary.sha256 == Digest.sha256(of: bytes) && summary.bytes == bytes.count)
  }
}
