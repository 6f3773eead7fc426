extension Attack {
  /// Small files that unpack to large ones.
  static let bombs = [
    Attack(
      "zip-bomb-image",
      "One “image” of 1 GB of zeros in a zip of 1 MB: read whole it fills the memory.",
      .survives(accepted: 1, rejected: 1, ignored: 0, says: "--max-member-bytes"), file: "bomb.zip"
    ) {
      var zip = Zip()
      zip.add(Zip.Entry("faces/happy/good.png", Picture.good(1)))
      zip.add(Zip.Entry("faces/happy/zeros.png", zeros: 1 << 30))
      return zip.finished()
    },
    Attack(
      "zip-bomb-silent",
      "The same, but the headers say 500 bytes: what trusts the header allocates little and writes past it.",
      .survives(
        accepted: 1, rejected: 1, ignored: 0, says: "more data than the 500 bytes declared"),
      file: "silent.zip"
    ) {
      var zip = Zip()
      zip.add(Zip.Entry("faces/happy/good.png", Picture.good(1)))
      var entry = Zip.Entry("faces/happy/zeros.png", zeros: 1 << 30)
      entry.unpackedSize = 500
      zip.add(entry)
      return zip.finished()
    },
    Attack(
      "zip-bomb-quoted",
      "Fifield's bomb: 250 entries that quote each other's headers share 100 KB of data, 25 GB in all, with no "
        + "bomb inside a bomb.",
      .refused("--max-ratio"), file: "quoted.zip"
    ) { Zip.quoted((0..<250).map { "faces/happy/\($0).png" }, zeros: 100 << 20) },
    Attack(
      "zip-bomb-overlapping",
      "20000 entries of the directory name one member of 1 GB: 20 TB in all.",
      .survives(accepted: 0, rejected: 1, ignored: 0, says: "lists 20001 members"),
      file: "overlapping.zip"
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
      .survives(accepted: 1, rejected: 0, ignored: 0, says: "lists 201 members"), file: "shared.zip"
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
      "Zips in zips (42.zip): five in each of the first four, then down to depth 10; opened all the way it "
        + "never ends.",
      .refused("an archive within an archive"), file: "42.zip"
    ) {
      var inner = Zip.of([("faces/happy/a.png", Picture.good(1))])
      for _ in 0..<6 { inner = Zip.of([("faces/happy/a.zip", inner)]) }
      for _ in 0..<4 {
        let copy = inner
        inner = Zip.of((0..<5).map { ("faces/happy/\($0).zip", copy) })
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
      .survives(accepted: 1, rejected: 0, ignored: 0), file: "padding.tar.gz"
    ) {
      let zeros = UInt64(4 << 30)
      return Deflated.gzip(stored: Tar.of([("faces/happy/good.png", Picture.good(1))]))
        + Deflated.gzip(
          Deflated.zeros(zeros), crc: Checksum.crc32(zeros: zeros), size: zeros)
    },
    Attack(
      "gzip-many-layers",
      "A tar under twenty layers of gzip: each is another decompressor with its buffers.",
      .survives(accepted: 1, rejected: 0, ignored: 0), file: "layers.tar.gz"
    ) {
      (0..<20).reduce(Tar.of([("faces/happy/good.png", Picture.good(1))])) { bytes, _ in
        Deflated.gzip(stored: bytes)
      }
    },
    Attack(
      "zip-bomb-table",
      "A label table of 10 GB of zeros in a zip of 10 MB: streamed, it is read for minutes.",
      .survives(accepted: 1, rejected: 0, ignored: 1), file: "table.zip"
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
