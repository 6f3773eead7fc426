import Core
import Tensors
import TestSupport
import Testing

@Suite("Shard sets")
struct ShardSetTests {
  @Test("a set gives back every row in order")
  func everyRow() throws {
    let folder = try TemporaryFolder()
    let index = try ShardFixtures.writeSet(in: folder.path)
    let set = try ShardSet(folder: folder.path, split: .train)
    #expect(set.count == 7 && set.shards.count == 3)
    #expect(set.classNames == ShardFixtures.classNames && set.mean == [0.5])
    for number in 0..<7 {
      let row = ShardFixtures.row(number, layout: set.layout)
      #expect(set.label(at: number) == row.label)
      #expect(set.sampleKey(at: number) == row.sampleKey)
      #expect(set.withImage(at: number) { Array($0) } == row.image)
    }
    #expect(try ShardSet(folder: folder.path, split: .test).count == 0)
    #expect(try ShardIndex(folder: folder.path) == index)
  }

  @Test("an index with impossible numbers of rows is an error, and no crash")
  func impossibleRows() throws {
    let folder = try TemporaryFolder()
    _ = try ShardFixtures.writeSet(in: folder.path)
    let path = folder.file("index.json")
    let text = String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let place = line.firstRange(of: "\"rows\": ") else { return String(line) }
      let rest = line[place.upperBound...].drop { $0.isNumber }
      return line[..<place.upperBound] + "9223372036854775807" + rest
    }
    try Files.writeAtomically(text: lines.joined(separator: "\n"), to: path)
    #expect(throws: TensorError.self) { try ShardIndex(folder: folder.path) }
  }

  @Test("the digest of the set is that of sorted sha256sum lines")
  func setDigest() throws {
    let folder = try TemporaryFolder()
    let index = try ShardFixtures.writeSet(in: folder.path)
    var lines: [String] = []
    for name in try Files.list(folder.path) where name != "index.json" {
      let bytes = try Files.read(folder.file(name), limit: 1 << 20)
      lines.append("\(Digest.sha256(of: bytes).hex)  \(name)\n")
    }
    #expect(index.setDigest == Digest.sha256(of: lines.sorted().joined()))
  }

  @Test("a folder without an index, or without the split, says so")
  func missing() throws {
    let folder = try TemporaryFolder()
    #expect(throws: TensorError.noIndex(folder: folder.path)) {
      try ShardSet(folder: folder.path, split: .train)
    }
    try ShardFixtures.writeSet(in: folder.path, counts: [(.train, 1)])
    #expect(throws: TensorError.noShards(folder: folder.path, split: .val)) {
      try ShardSet(folder: folder.path, split: .val)
    }
  }

  @Test("a sound set has no findings, for any number of threads", arguments: [1, 2, 3])
  func sound(threads: Int) throws {
    let folder = try TemporaryFolder()
    let index = try ShardFixtures.writeSet(in: folder.path)
    let report = try ShardVerifier().verify(
      folder: folder.path, pool: WorkerPool(threads: threads))
    #expect(report.isSound && report.findings.isEmpty)
    #expect(report.shards == 5 && report.rows == 9)
    #expect(report.setDigest == index.setDigest)
    #expect(report.bytes == index.files.reduce(0) { $0 + $1.bytes })
  }

  @Test("every single flipped byte of every file is found")
  func everyFlippedByte() throws {
    let folder = try TemporaryFolder()
    try ShardFixtures.writeSet(in: folder.path, counts: [(.train, 2), (.test, 0)])
    let pool = WorkerPool(threads: 1)
    for name in try Files.list(folder.path) {
      let bytes = try Files.read(folder.file(name), limit: 1 << 20)
      for position in bytes.indices {
        var damaged = bytes
        damaged[position] ^= 1 << UInt8(position % 8)
        try write(damaged, to: folder.file(name))
        let report = try ShardVerifier().verify(folder: folder.path, pool: pool)
        #expect(!report.isSound, "\(name) at \(position)")
      }
      try write(bytes, to: folder.file(name))
    }
    #expect(try ShardVerifier().verify(folder: folder.path, pool: pool).isSound)
  }

  @Test("a flipped byte of a row is named by shard and row")
  func namedRow() throws {
    let folder = try TemporaryFolder()
    try ShardFixtures.writeSet(in: folder.path)
    let name = "train-00001-of-00003.safetensors"
    let images = try SafetensorsFile(path: folder.file(name)).tensor("images")
    var bytes = try Files.read(folder.file(name), limit: 1 << 20)
    bytes[images.byteRange.lowerBound + 6 * 2 + 3] ^= 4
    try write(bytes, to: folder.file(name))
    let report = try ShardVerifier().verify(folder: folder.path, pool: WorkerPool(threads: 2))
    #expect(report.findings == [.damagedFile(name: name), .damagedRow(shard: name, row: 2)])
    #expect("\(report.findings[1])".hasPrefix("\(name):2: "))
  }

  @Test("a missing shard, a stranger and a shard of another split are found")
  func otherDamage() throws {
    let folder = try TemporaryFolder()
    try ShardFixtures.writeSet(in: folder.path)
    let pool = WorkerPool(threads: 1)
    try write([1], to: folder.file("run.json"))
    #expect(try ShardVerifier().verify(folder: folder.path, pool: pool).isSound)
    try write([1], to: folder.file("train.1.partial"))
    let val = "val-00000-of-00001.safetensors"
    let test = "test-00000-of-00001.safetensors"
    let bytes = try Files.read(folder.file(val), limit: 1 << 20)
    try write(bytes, to: folder.file(test))
    try Files.remove(folder.file(val))
    let findings = try ShardVerifier().verify(folder: folder.path, pool: pool).findings
    #expect(findings.contains(.unexpectedFile(name: "train.1.partial")))
    #expect(findings.contains(.damagedFile(name: test)))
    #expect(
      findings.contains(.inconsistentShard(name: test, reason: "it says it is of split val")))
    #expect(
      findings.contains { if case .missingFile(val, _) = $0 { true } else { false } })
  }

  @Test("with a damaged index the rows of the shards found are still checked")
  func damagedIndex() throws {
    let folder = try TemporaryFolder()
    try ShardFixtures.writeSet(in: folder.path)
    try write(Array("{}".utf8), to: folder.file("index.json"))
    let report = try ShardVerifier().verify(folder: folder.path, pool: WorkerPool(threads: 1))
    #expect(report.findings.count == 1 && report.rows == 9 && report.setDigest == nil)
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    try Files.writeAtomically(bytes, to: path)
  }
}
