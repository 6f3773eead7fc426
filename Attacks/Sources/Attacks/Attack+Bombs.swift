extension Attack {
  /// Small files that unpack to large ones.
  static let bombs = [
    Attack(
      "zip-bomb-image",
      "One “image” of 1 GB of zeros in a zip of 1 MB: read whole it fills the memory.",
      .survives(accepted: 1, rejected: 1, says: "--max-member-bytes"), file: "bomb.zip"
    ) {
      var zip = Zip()
      zip.add(Zip.Entry("faces/happy/good.png", Picture.good(1)))
      zip.add(Zip.Entry("faces/happy/zeros.png", zeros: 1 << 30))
      return zip.finished()
    },
    Attack(
      "zip-bomb-silent",
      "The same, but the headers say 500 bytes: what trusts the header allocates little and writes past it.",
      .survives(accepted: 1), file: "silent.zip"
    ) {
      var zip = Zip()
      zip.add(Zip.Entry("faces/happy/good.png", Picture.good(1)))
      var entry = Zip.Entry("faces/happy/zeros.png", zeros: 1 << 30)
      entry.unpackedSize = 500
      zip.add(entry)
      return zip.finished()
    },
    Attack(
      "zip-bomb-overlapping",
      "Fifield's bomb: 20000 entries share one megabyte of data, 20 TB in all, with no bomb inside a bomb.",
      .refused("--max-"), file: "overlapping.zip"
    ) {
      var zip = Zip()
      var entry = Zip.Entry("faces/happy/a.png", zeros: 1 << 30)
      entry.offset = zip.add(entry)
      for number in 0..<20_000 {
        entry.name = Bytes("faces/happy/\(number).png")
        zip.add(entry)
      }
      return zip.finished()
    },
    Attack(
      "zip-bomb-overlapping-images",
      "The same with a sound image of 100 KB as the shared data: each copy is within every limit of its own.",
      .survives(), file: "shared.zip"
    ) {
      var zip = Zip()
      var entry = Zip.Entry(
        "faces/happy/a.png", Picture.png(320, 320, rows: noise(102_400, seed: 1)))
      entry.offset = zip.add(entry)
      for number in 0..<200 {
        entry.name = Bytes("faces/happy/\(number).png")
        zip.add(entry)
      }
      return zip.finished()
    },
    Attack(
      "zip-bomb-nested",
      "Zips in zips to depth 10, each with ten copies of the next (42.zip): 10^10 images if all are opened.",
      .survives(), file: "42.zip"
    ) {
      var inner = Zip.of([("faces/happy/a.png", Picture.good(1))])
      for _ in 0..<10 {
        var zip = Zip()
        var entry = Zip.Entry("faces/happy/0.zip", inner)
        entry.offset = zip.add(entry)
        for number in 1..<10 {
          entry.name = Bytes("faces/happy/\(number).zip")
          zip.add(entry)
        }
        inner = zip.finished()
      }
      return inner
    },
    Attack(
      "tar-gz-bomb", "4 GB of zeros as one member of a tar.gz of 4 MB.",
      .refused("--max-ratio"), file: "bomb.tar.gz"
    ) {
      // Two gzip files one after the other are one: the header, then the zeros.
      var tar = Tar()
      tar.file("faces/happy/good.png", Picture.good(1))
      tar.add(
        Tar.Entry(name: Bytes("faces/happy/zeros.png"), size: Tar.base256(4 << 30)))
      let zeros = UInt64(4 << 30) + 1024
      return Deflated.gzip(stored: tar.bytes)
        + Deflated.gzip(
          Deflated.zeros(zeros), crc: Checksum.crc32(zeros: zeros), size: zeros)
    },
    Attack(
      "tar-gz-bomb-padding",
      "An honest tar, then 4 GB of zeros behind its end: what drains the stream drains it for ever.",
      .survives(), file: "padding.tar.gz"
    ) {
      let zeros = UInt64(4 << 30)
      return Deflated.gzip(stored: Tar.of([("faces/happy/good.png", Picture.good(1))]))
        + Deflated.gzip(
          Deflated.zeros(zeros), crc: Checksum.crc32(zeros: zeros), size: zeros)
    },
    Attack(
      "gzip-many-layers",
      "A tar under twenty layers of gzip: each is another decompressor with its buffers.",
      .survives(), file: "layers.tar.gz"
    ) {
      (0..<20).reduce(Tar.of([("faces/happy/good.png", Picture.good(1))])) { bytes, _ in
        Deflated.gzip(stored: bytes)
      }
    },
    Attack(
      "zip-bomb-table",
      "A label table of 10 GB of zeros in a zip of 10 MB: streamed, it is read for minutes.",
      .refused("--max-ratio"), file: "table.zip"
    ) {
      var zip = Zip()
      zip.add(Zip.Entry("faces/happy/good.png", Picture.good(1)))
      var entry = Zip.Entry("faces/labels.csv", zeros: 10 << 30)
      entry.is64 = true
      zip.add(entry)
      return zip.finished()
    },
  ]
}
