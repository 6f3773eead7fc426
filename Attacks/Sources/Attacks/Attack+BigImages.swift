extension Attack {
  /// Images that are far larger than their files.
  static let bigImages = [
    single(
      "png-huge", "A PNG header of 100000 × 100000 pixels, 10 GB, over an empty image.",
      says: "100000 x 100000", file: "huge.png"
    ) { Picture.png(100_000, 100_000, chunks: [("IDAT", Deflated.zlib(zeros: 1000))]) },
    single(
      "png-huge-side", "A PNG one pixel high and two thousand million wide.", says: "",
      file: "wide.png"
    ) { Picture.png(0x7FFF_FFFF, 1, chunks: [("IDAT", Deflated.zlib(zeros: 1000))]) },
    single(
      "png-bomb-text", "A PNG with a compressed text of 1 GB beside the pixels (zTXt).", says: "",
      file: "text.png", accepted: nil
    ) {
      Picture.png(
        16, 16,
        chunks: [
          ("zTXt", Bytes("Comment") + [0, 0] + Deflated.zlib(zeros: 1 << 30)),
          ("IDAT", Deflated.zlib(zeros: 16 * 17)),
        ])
    },
    single(
      "png-bomb-profile", "A PNG with a colour profile of 1 GB (iCCP).", says: "",
      file: "profile.png",
      accepted: nil
    ) {
      Picture.png(
        16, 16,
        chunks: [
          ("iCCP", Bytes("profile") + [0, 0] + Deflated.zlib(zeros: 1 << 30)),
          ("IDAT", Deflated.zlib(zeros: 16 * 17)),
        ])
    },
    single(
      "png-bomb-data", "A PNG of 16 × 16 pixels whose data unpack to 1 GB.", says: "",
      file: "data.png", accepted: nil
    ) { Picture.png(16, 16, chunks: [("IDAT", Deflated.zlib(zeros: 1 << 30))]) },
    Attack(
      "png-just-below-limit",
      "Six black PNGs of 9999 × 9999 pixels, each just within the limit of pixels and 300 KB small: decoded "
        + "at once on all threads they take gigabytes.",
      .survives(accepted: 6, rejected: 0, ignored: 0), file: "black.zip"
    ) {
      Zip.of(
        (0..<6).map { ("faces/happy/\($0).png", Picture.blackPNG(9999 - $0, 9999)) })
    }.allowing(memoryMiB: 800),
    single(
      "jpeg-huge", "A JPEG header of 65535 × 65535 pixels over 200 bytes.", says: "65535 x 65535",
      file: "huge.jpg"
    ) { JPEGBytes.claiming(65_535, 65_535) },
    single(
      "jpeg-no-height", "A JPEG of height 0, to be told later (DNL) or never.", says: "JPEG",
      file: "zero.jpg"
    ) { JPEGBytes.claiming(100, 0) },
    single(
      "jpeg-scan-bomb",
      "A progressive JPEG of 8000 × 8000 pixels in 896 scans of a few bytes: each walks over the whole image.",
      says: "scan", file: "scans.jpg"
    ) { JPEGBytes.manyScans(side: 8000) },
    single(
      "gif-huge", "A GIF with a screen of 65535 × 65535 pixels.", says: "65535 x 65535",
      file: "huge.gif"
    ) { Picture.gif(screen: 65_535, frame: 65_535) },
    single(
      "gif-frame-outside", "A GIF whose frame is larger than its screen: written past the end.",
      says: "GIF", file: "outside.gif"
    ) { Picture.gif(screen: 4, frame: 4000) },
    single(
      "tiff-huge-strip", "A TIFF whose strip claims 4 GB.", says: "TIFF", file: "strip.tif"
    ) {
      Picture.tiff(
        Picture.grayTIFF(64, 64, stripAt: 200, stripBytes: 0xFFFF_FFFF), strip: noise(4096, seed: 1)
      )
    },
    single(
      "tiff-huge", "A TIFF of 1000000 × 1000000 pixels in one strip of 4 KB.", says: "",
      file: "huge.tif"
    ) {
      Picture.tiff(
        Picture.grayTIFF(1_000_000, 1_000_000, stripAt: 126, stripBytes: 4096),
        strip: noise(4096, seed: 2))
    },
    single(
      "bmp-huge", "A BMP of 2147483647 × 2147483647 pixels: the product overflows.", says: "",
      file: "huge.bmp"
    ) { Picture.bmp(0x7FFF_FFFF, 0x7FFF_FFFF) },
    single(
      "webp-huge", "A WebP header of 16384 × 16384 pixels over 40 bytes.", says: "16384 x 16384",
      file: "huge.webp"
    ) { Picture.webp(16_384, 16_384, riffSize: 57, chunkSize: 45) },
    single(
      "pgm-huge", "A PGM that claims a thousand million pixels.", says: "31623 x 31623",
      file: "huge.pgm"
    ) { Bytes("P5\n31623 31623\n255\n") + noise(100, seed: 1) },
    single(
      "pgm-huge-number", "A PGM whose width has a hundred digits.", says: "PGM", file: "digits.pgm"
    ) { Bytes("P5\n" + String(repeating: "9", count: 100) + " 1\n255\n") },
  ]

  /// A hostile image beside a sound one, in a class folder of a tar.
  static func single(
    _ name: String, _ story: String, says: String, file: String, accepted: Int? = 1,
    bytes: @escaping @Sendable () -> [UInt8]
  ) -> Attack {
    Attack(
      name, story,
      .survives(
        accepted: accepted, rejected: accepted.map { 2 - $0 }, ignored: 0, says: says),
      file: "faces.tar"
    ) { Tar.of([("faces/happy/good.png", Picture.good(1)), ("faces/happy/\(file)", bytes())]) }
  }
}
