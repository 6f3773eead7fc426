extension Attack {
  /// Names in zip files.
  static let zipNames = [
    Attack(
      "zip-slip", "“Zip slip”: the same climbing names as in a tar, and absolute ones.",
      .survives(accepted: 3, rejected: 0, ignored: 0), file: "slip.zip"
    ) {
      Zip.of([
        ("faces/happy/good.png", Picture.good(1)),
        ("../../../escaped/happy/a.png", Picture.good(2)),
        ("/tmp/fer-data-attack/happy/b.png", Picture.good(3)),
      ])
    },
    Attack(
      "zip-cp437-names",
      "Names in the code page of DOS, which many Windows tools still write: no UTF-8, and lost or fatal "
        + "where UTF-8 is taken for granted.",
      .survives(accepted: 2, rejected: 0, ignored: 0), file: "dos.zip"
    ) {
      var zip = Zip()
      zip.add(
        Zip.Entry(name: Bytes("faces/happy/") + [0x81, 0x94] + Bytes(".png"), Picture.good(1)))
      zip.add(Zip.Entry("faces/happy/good.png", Picture.good(2)))
      return zip.finished()
    },
    Attack(
      "zip-two-names",
      "The local header says “invoice.exe”, the central directory “a.png”: two readers see two archives.",
      .survives(accepted: 2, rejected: 0, ignored: 0), file: "names.zip"
    ) {
      var zip = Zip()
      var entry = Zip.Entry("faces/happy/a.png", Picture.good(1))
      entry.localName = Bytes("faces/sad/invoice.exe")
      zip.add(entry)
      zip.add(Zip.Entry("faces/happy/good.png", Picture.good(2)))
      return zip.finished()
    },
    Attack(
      "zip-links", "Symbolic links in a zip, to /etc/passwd and up the tree.",
      .survives(accepted: 1, rejected: 0, ignored: 2, says: "a link"), file: "links.zip"
    ) {
      var zip = Zip()
      for (name, target) in [
        ("faces/happy/a.png", "/etc/passwd"), ("faces/happy/b.png", "../../.."),
      ] {
        var entry = Zip.Entry(name, Bytes(target))
        entry.mode = 0o120777
        zip.add(entry)
      }
      zip.add(Zip.Entry("faces/happy/good.png", Picture.good(1)))
      return zip.finished()
    },
  ]

  /// Zip files whose parts contradict each other.
  static let zipStructures = [
    Attack(
      "zip-encrypted",
      "Encrypted members: taken for data they are noise, asked for a password it waits.",
      .survives(accepted: 1, rejected: 1, ignored: 0, says: "is encrypted"), file: "secret.zip"
    ) {
      var zip = Zip()
      var entry = Zip.Entry("faces/happy/a.png", noise(400, seed: 3))
      (entry.flags, entry.unpackedSize) = (1, 388)
      zip.add(entry)
      zip.add(Zip.Entry("faces/happy/good.png", Picture.good(1)))
      return zip.finished()
    },
    Attack(
      "zip-wrong-checksum",
      "One member's checksum is false: a bit has tipped, or somebody tipped it.",
      .survives(accepted: 1, rejected: 1, ignored: 0, says: "is damaged in the archive"),
      file: "checksum.zip"
    ) {
      var zip = Zip()
      var entry = Zip.Entry("faces/happy/a.png", Picture.good(1))
      entry.crc ^= 1
      zip.add(entry)
      zip.add(Zip.Entry("faces/happy/good.png", Picture.good(2)))
      return zip.finished()
    },
    Attack(
      "zip-huge-size",
      "ZIP64 sizes of 8 EiB for a member of 300 bytes: allocated at once, or overflown into a small one.",
      .refused("--max-total-bytes"), file: "huge.zip"
    ) {
      var zip = Zip()
      zip.add(Zip.Entry("faces/happy/good.png", Picture.good(1)))
      var entry = Zip.Entry("faces/happy/a.png", Picture.good(2))
      (entry.is64, entry.unpackedSize) = (true, UInt64(Int64.max))
      zip.add(entry)
      return zip.finished()
    },
    Attack(
      "zip-data-descriptor",
      "No size before the data, which itself looks like the end and another header: a streaming reader "
        + "loses the thread.",
      .survives(accepted: 1, rejected: 1, ignored: 0, says: "not an image"), file: "descriptor.zip"
    ) {
      var zip = Zip()
      var decoy = Zip()
      decoy.add(Zip.Entry("faces/sad/decoy.png", Picture.good(1)))
      var entry = Zip.Entry("faces/happy/a.png", decoy.bytes)
      entry.flags = 8
      zip.add(entry)
      zip.add(Zip.Entry("faces/happy/good.png", Picture.good(2)))
      return zip.finished()
    },
    Attack(
      "zip-member-count", "The end record claims 65535 members where there are two.",
      .survives(accepted: 2, rejected: 0, ignored: 0), file: "count.zip"
    ) {
      var zip = Zip()
      zip.add(Zip.Entry("faces/happy/a.png", Picture.good(1)))
      zip.add(Zip.Entry("faces/happy/good.png", Picture.good(2)))
      return zip.finished(members: 0xFFFF)
    },
    Attack(
      "zip-directory-elsewhere", "The central directory is said to lie beyond the end of the file.",
      .survives(accepted: 1, rejected: 0, ignored: 0), file: "elsewhere.zip"
    ) {
      var zip = Zip()
      zip.add(Zip.Entry("faces/happy/a.png", Picture.good(1)))
      return zip.finished(directoryAt: 0x7FFF_FFFF)
    },
    Attack(
      "zip-unknown-method", "A compression that nobody knows.",
      .survives(accepted: 1, rejected: 1, ignored: 0, says: "compression method"),
      file: "method.zip"
    ) {
      var zip = Zip()
      var entry = Zip.Entry("faces/happy/a.png", Picture.good(1))
      entry.method = 77
      zip.add(entry)
      zip.add(Zip.Entry("faces/happy/good.png", Picture.good(2)))
      return zip.finished()
    },
  ]
}
