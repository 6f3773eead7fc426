extension Attack {
  /// Sources that are cut off, or are no archive at all.
  static let brokenArchives = [
    Attack(
      "tar-truncated",
      "A download that broke off: what was whole before the cut looks like the whole.",
      .refused("download or copy it again"), file: "cut.tar"
    ) { Array(soundTar.prefix(soundTar.count * 6 / 10)) },
    Attack(
      "tar-gz-truncated", "The same under gzip.", .refused("download or copy it again"),
      file: "cut.tar.gz"
    ) {
      let whole = Deflated.gzip(stored: soundTar)
      return Array(whole.prefix(whole.count * 6 / 10))
    },
    Attack(
      "zip-truncated", "The same as a zip: its directory at the end is gone.",
      .refused("download or copy it again"), file: "cut.zip"
    ) {
      let whole = Zip.of((0..<20).map { ("faces/happy/\($0).png", Picture.good($0)) })
      return Array(whole.prefix(whole.count * 6 / 10))
    },
    Attack(
      "tar-garbage-after", "A sound tar with noise where the next header should be.",
      .refused("garbage.tar"), file: "garbage.tar"
    ) { Array(soundTar.dropLast(1024)) + noise(4096, seed: 9) },
    Attack(
      "7z-garbage", "A 7z signature whose header lies exabytes away and is as large.",
      .refused("garbage.7z"), file: "garbage.7z"
    ) {
      var start: Bytes = []
      start.little(Int64.max - 100, 8)
      start.little(Int64.max - 7, 8)
      start.little(0x1234_5678, 4)
      var file: Bytes = [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4]
      file.little(Checksum.crc32(start), 4)
      return file + start + noise(2000, seed: 1)
    },
    Attack(
      "7z-bad-header", "A 7z whose header is where it should be, with a sound checksum, and noise.",
      .refused("header.7z"), file: "header.7z"
    ) {
      let header: Bytes = [1, 4, 6, 0, 0xFF] + noise(200, seed: 4)
      var start: Bytes = []
      start.little(0, 8)
      start.little(header.count, 8)
      start.little(Checksum.crc32(header), 4)
      var file: Bytes = [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4]
      file.little(Checksum.crc32(start), 4)
      return file + start + header
    },
    Attack(
      "rar-garbage", "A RAR signature and noise.", .refused("garbage.rar"), file: "garbage.rar"
    ) { Bytes("Rar!") + [0x1A, 7, 0] + noise(5000, seed: 2) },
    Attack(
      "rar5-garbage", "A RAR 5 signature and noise.", .refused("garbage5.rar"), file: "garbage5.rar"
    ) { Bytes("Rar!") + [0x1A, 7, 1, 0] + noise(5000, seed: 3) },
    Attack(
      "xz-garbage", "An xz signature and noise.", .refused("garbage.tar.xz"), file: "garbage.tar.xz"
    ) { [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0, 4, 0xE6, 0xD6, 0xB4, 0x46] + noise(2000, seed: 4) },
    Attack(
      "zstd-huge-window", "A Zstandard frame that asks for a window of 3.75 TiB.",
      .refused("window.tar.zst"), file: "window.tar.zst"
    ) { [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xFF, 0x03, 0, 0] + noise(500, seed: 5) },
    Attack(
      "random-bytes", "Noise under an archive's name: a broken disk, or encrypted by someone else.",
      .refused("is not an archive"), file: "noise.tar"
    ) { noise(100_000, seed: 7) },
    Attack("empty-file", "A download that never began.", .refused("is empty"), file: "empty.zip") {
      []
    },
    Attack(
      "one-byte", "A file of one byte.", .refused("is not an archive"), file: "one.tar"
    ) { [0x50] },
    Attack(
      "html-page",
      "The login page of a download site, saved as dataset.zip: the commonest “dataset”.",
      .refused("dataset.zip"), file: "dataset.zip"
    ) { Bytes("<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body></body></html>\n") },
    Attack(
      "git-lfs-pointer", "The pointer that git leaves where git-lfs is not installed.",
      .refused("faces.tar"), file: "faces.tar"
    ) { lfsPointer },
    Attack(
      "git-lfs-pointer-table", "The same where a table should be.", .refused("fer2013.csv"),
      file: "fer2013.csv"
    ) { lfsPointer },
    Attack(
      "file-name-terminal",
      "A file whose own name clears the screen, met through “import *”: the error would print it.",
      .refused("\\u{1b}"), file: "faces\u{1B}[2J\u{202E}rat.tar"
    ) { noise(2000, seed: 8) },
    Attack(
      "tar-trailing-header", "Only the two blocks of zeros that end a tar.", .refused("zeros.tar"),
      file: "zeros.tar"
    ) { Bytes(repeating: 0, count: 1024) },
  ]

  private static let soundTar = Tar.of(
    (0..<20).map { ("faces/happy/\($0).png", Picture.good($0)) })

  private static let lfsPointer = Bytes(
    "version https://git-lfs.github.com/spec/v1\n"
      + "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 306265600\n"
  )
}
