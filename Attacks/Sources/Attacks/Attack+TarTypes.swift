internal import Core

extension Attack {
  /// Members that are no files.
  static let tarTypes = [
    Attack(
      "tar-links",
      "Links to /etc/passwd and out of the tree, then a file “through” the link: an unpacker follows it "
        + "and writes outside, a reader leaks what it finds.",
      .survives(accepted: 2, rejected: 0, ignored: 5, says: "a link"), file: "links.tar"
    ) {
      var tar = Tar()
      tar.special("2", "faces/happy/passwd.png", to: "/etc/passwd")
      tar.special("1", "faces/happy/hard.png", to: "/etc/passwd")
      tar.special("1", "faces/happy/other.png", to: "../../../canary")
      tar.special("2", "faces/out", to: "../../../..")
      tar.file("faces/out/happy/escaped.png", Picture.good(1))
      tar.special("2", "faces/happy/loop.png", to: "loop.png")
      tar.file("faces/happy/good.png", Picture.good(2))
      return tar.finished()
    },
    Attack(
      "tar-hard-link-with-data",
      "A hard link to /etc/passwd that brings data: some unpackers write them into the link's target.",
      .survives(accepted: 1, rejected: 0, ignored: 1, says: "a link"), file: "hardlink.tar"
    ) {
      var tar = Tar()
      tar.pax([("linkpath", Bytes("/etc/passwd")), ("size", Bytes("\(Picture.good(1).count)"))])
      tar.add(
        Tar.Entry(
          name: Bytes("faces/happy/a.png"), type: "1", link: Bytes("/etc/passwd"),
          data: Picture.good(1)))
      tar.file("faces/happy/good.png", Picture.good(2))
      return tar.finished()
    },
    Attack(
      "tar-special-files",
      "Devices, pipes and unknown kinds: made on the disk, a pipe hangs its reader and a device is the "
        + "disk itself.",
      .survives(accepted: 1, rejected: 4, ignored: 0, says: "is a pipe and no file"),
      file: "special.tar"
    ) {
      var tar = Tar()
      tar.special("3", "faces/happy/tty.png")
      tar.special("4", "faces/happy/disk.png")
      tar.special("6", "faces/happy/pipe.png")
      tar.special("3", "faces/happy/null.png")
      tar.file("faces/happy/good.png", Picture.good(1))
      return tar.finished()
    },
    Attack(
      "tar-only-folders",
      "An archive of a thousand folders and no file: an empty dataset that looks imported.",
      .refused("holds no files"), file: "folders.tar"
    ) {
      var tar = Tar()
      for number in 0..<1000 { tar.special("5", "faces/happy/\(number)/") }
      return tar.finished()
    },
    Attack(
      "tar-too-many-members",
      "Members without end: each costs a row, and the catalog fills the disk (shown with 1001 members "
        + "and --max-members 1000).",
      .refused("--max-members"), file: "many.tar", options: ["--max-members", "1000"]
    ) {
      var tar = Tar()
      for number in 0..<1001 { tar.file("faces/happy/\(number).png", []) }
      return tar.finished()
    },
  ]

  /// Headers whose sizes lie.
  static let tarSizes = [
    Attack(
      "tar-huge-size",
      "A header that declares 8 EiB less one: allocated, or added to another number, it ends the program.",
      .refused("huge.tar"), file: "huge.tar"
    ) {
      var tar = Tar()
      tar.file("faces/happy/good.png", Picture.good(1))
      tar.add(
        Tar.Entry(
          name: Bytes("faces/happy/a.png"), data: Picture.good(2), size: Tar.base256(.max)))
      return tar.finished()
    },
    Attack(
      "tar-negative-size",
      "A negative size in base 256: taken for a very large one, or for a step backwards, read for ever.",
      .refused("negative.tar"), file: "negative.tar"
    ) {
      var tar = Tar()
      tar.file("faces/happy/good.png", Picture.good(1))
      tar.add(
        Tar.Entry(
          name: Bytes("faces/happy/a.png"), data: Picture.good(2), size: Tar.base256(-512)))
      return tar.finished()
    },
    Attack(
      "tar-large-member",
      "One image of 300 MB: nothing but zeros in a hole of the disk, read into the memory at once.",
      .survives(accepted: 1, rejected: 1, ignored: 0, says: "--max-member-bytes")
    ) { folder throws(FileError) in
      var tar = Tar()
      tar.file("faces/happy/good.png", Picture.good(1))
      tar.add(
        Tar.Entry(name: Bytes("faces/happy/big.png"), size: Tar.octal(300 << 20, 11)))
      // The hole is the member, and the two blocks of zeros behind it.
      try folder.put(tar.bytes, as: "large.tar", hole: 300 << 20 + 1024)
      return ["large.tar"]
    },
    Attack(
      "tar-sparse-terabyte",
      "A sparse file of 1 TiB in a tar of 3 KB: whoever fills the holes fills the disk.",
      .refused("sparse.tar"), file: "sparse.tar"
    ) {
      var tar = Tar()
      tar.file("faces/happy/good.png", Picture.good(1))
      // GNU's sparse map: one piece of 512 bytes at the end of 1 TiB.
      var rest = Bytes(repeating: 0, count: 41)
      rest += Tar.octal((1 << 40) - 512, 11) + [0] + Tar.octal(512, 11) + [0]
      rest.fill(0, 72)
      rest += [0] + Tar.base256(1 << 40)
      tar.add(
        Tar.Entry(
          name: Bytes("faces/happy/a.png"), type: "S", data: noise(512, seed: 1), rest: rest,
          isGNU: true))
      return tar.finished()
    },
    Attack(
      "tar-pax-bomb",
      "A pax header that declares a length of nine quintillion for a record, and one of 1 GB for itself.",
      .refused("pax.tar"), file: "pax.tar"
    ) {
      var tar = Tar()
      tar.file("faces/happy/good.png", Picture.good(1))
      tar.add(Tar.Entry(name: [], type: "x", data: Bytes("9223372036854775807 path=a\n")))
      tar.file("faces/happy/a.png", Picture.good(2))
      tar.add(
        Tar.Entry(
          name: [], type: "x", data: Bytes("20 path=b\n"), size: Tar.octal(1 << 30, 11)))
      return tar.finished()
    },
  ]
}
