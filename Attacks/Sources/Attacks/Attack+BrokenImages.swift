extension Attack {
  /// Images that contradict themselves.
  static let brokenImages = [
    single(
      "jpeg-truncated",
      "A JPEG without its second half: decoders fill the rest with gray and call it whole.",
      says: "JPEG", file: "cut.jpg"
    ) {
      let whole = JPEGBytes.gray(640, 640)
      return Array(whole.prefix(whole.count - 300))
    },
    single(
      "jpeg-with-zip",
      "A sound JPEG with a zip behind it: an image to one reader, an archive to another.",
      says: "", file: "both.jpg", accepted: nil
    ) { JPEGBytes.gray(16, 16) + Zip.of([("escaped.png", Picture.good(1))]) },
    single(
      "jpeg-exif-loop", "EXIF whose directory points to itself: followed, it never ends.", says: "",
      file: "exif.jpg", accepted: nil
    ) {
      let loop = Picture.tiff([(0x0112, 3, 1, 6), (0x8769, 4, 1, 8)], next: 8)
      return exif(loop)
    },
    single(
      "jpeg-exif-orientation", "EXIF with an orientation of 65535 at a place beyond the file.",
      says: "",
      file: "turned.jpg", accepted: nil
    ) { exif([0x4D, 0x4D, 0, 42, 0xFF, 0xFF, 0xFF, 0xF0]) },
    single(
      "jpeg-only-markers", "A JPEG of a hundred thousand empty segments.", says: "JPEG",
      file: "markers.jpg"
    ) {
      [0xFF, 0xD8] + (0..<100_000).flatMap { _ in [0xFF, 0xFE, 0, 2] as Bytes } + [0xFF, 0xD9]
    },
    single(
      "jpeg-segment-too-long", "A JPEG segment that is longer than the file.", says: "JPEG",
      file: "segment.jpg"
    ) { [0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF] + Bytes("Exif\0\0") },
    single(
      "png-wrong-checksum", "A PNG with a false checksum.", says: "PNG", file: "crc.png"
    ) {
      var file = Picture.good(9)
      file[60] ^= 1
      return file
    },
    single(
      "png-no-data", "A PNG of a header and an end.", says: "PNG", file: "nothing.png"
    ) { Picture.png(16, 16, chunks: []) },
    single(
      "png-palette-index",
      "A palette of one colour, and pixels of colour 255: read past the palette.",
      says: "", file: "palette.png", accepted: nil
    ) {
      let rows = (0..<16).flatMap { _ in [0] + Bytes(repeating: 255, count: 16) }
      return Picture.png(
        16, 16, color: 3, chunks: [("PLTE", [1, 2, 3]), ("IDAT", Deflated.zlib(stored: rows))])
    },
    single(
      "png-chunk-length", "A PNG chunk that says it has 2 GB.", says: "PNG", file: "chunk.png"
    ) {
      var file = Array(Picture.good(9).prefix(33))
      file.big(0x7FFF_FFFF, 4)
      return file + Bytes("IDAT") + noise(100, seed: 2)
    },
    single(
      "tiff-loop", "A TIFF whose directory names itself as the next one.", says: "",
      file: "loop.tif",
      accepted: nil
    ) {
      Picture.tiff(
        Picture.grayTIFF(64, 64, stripAt: 122, stripBytes: 4096), next: 8,
        strip: noise(4096, seed: 3))
    },
    single(
      "tiff-many-entries", "A TIFF directory of 65535 entries, and a count of 4 thousand million.",
      says: "TIFF", file: "entries.tif"
    ) {
      [0x49, 0x49, 42, 0, 8, 0, 0, 0, 0xFF, 0xFF, 0x11, 1, 4, 0, 0xFF, 0xFF, 0xFF, 0xFF]
        + noise(400, seed: 4)
    },
    single(
      "bmp-negative",
      "A BMP of width −1 and height −2147483648, whose absolute value is no number.",
      says: "", file: "negative.bmp"
    ) { Picture.bmp(-1, -2_147_483_648) },
    single(
      "bmp-palette", "A BMP of 8 bits with four thousand million colours.", says: "",
      file: "palette.bmp"
    ) { Picture.bmp(8, 8, bits: 8, colors: 0xFFFF_FFFF) },
    single(
      "webp-wrong-sizes", "A WebP whose parts are longer than the whole.", says: "",
      file: "sizes.webp"
    ) { Picture.webp(16, 16, riffSize: 0xFFFF_FFFE, chunkSize: 0xFFFF_FFF0) },
    single(
      "svg-as-png", "An SVG that fetches files and addresses, named .png.", says: "",
      file: "vector.png"
    ) {
      Bytes(
        "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
          + "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>&x;</text></svg>")
    },
    single(
      "program-as-jpeg", "A program (ELF) named .jpg.", says: "not an image", file: "program.jpg"
    ) { [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0] + noise(500, seed: 5) },
  ]

  /// A sound JPEG with these bytes as its EXIF.
  private static func exif(_ tiff: Bytes) -> Bytes {
    var segment: Bytes = [0xFF, 0xE1]
    segment.big(tiff.count + 8, 2)
    return [0xFF, 0xD8] + segment + Bytes("Exif\0\0") + tiff + JPEGBytes.gray(16, 16).dropFirst(2)
  }

  /// Files that many readers run as programs or trust blindly.
  static let otherFormats = [
    single(
      "pickle-as-image", "A Python pickle that runs a command when it is loaded, named .png.",
      says: "not an image", file: "pickle.png"
    ) { pickle },
    Attack(
      "eps-and-heic",
      "Formats of large, often attacked libraries (PostScript, HEIC), which ImageMagick would "
        + "run.",
      .survives(accepted: 1, rejected: 2, ignored: 0, says: "not an image"), file: "other.tar"
    ) {
      Tar.of([
        ("faces/happy/good.png", Picture.good(1)),
        ("faces/happy/a.jpg", Bytes("%!PS-Adobe-3.0 EPSF-3.0\n(touch escaped) (w) file\n")),
        ("faces/happy/b.jpg", [0, 0, 0, 0x18] + Bytes("ftypheic") + noise(300, seed: 6)),
      ])
    },
  ]

  /// A pickle of protocol 0 that calls the shell.
  static let pickle = Bytes("cposix\nsystem\n(S'touch escaped'\ntR.")
}
