/// Small images, sound ones and hostile ones, of each format.
enum Picture {
  /// A sound gray PNG of 16 × 16 pixels; each seed is another image.
  static func good(_ seed: UInt64) -> Bytes { png(16, 16, rows: noise(256, seed: seed)) }

  /// A gray PNG, its rows not compressed.
  static func png(_ width: Int, _ height: Int, rows: Bytes) -> Bytes {
    var filtered: Bytes = []
    for row in 0..<height { filtered += [0] + rows[row * width..<(row + 1) * width] }
    return png(width, height, chunks: [("IDAT", Deflated.zlib(stored: filtered))])
  }

  /// A PNG of any size with these chunks between its header and its end.
  static func png(
    _ width: Int, _ height: Int, depth: Int = 8, color: Int = 0, chunks: [(String, Bytes)]
  ) -> Bytes {
    var header: Bytes = []
    header.big(width, 4)
    header.big(height, 4)
    header += [UInt8(depth), UInt8(color), 0, 0, 0]
    var file: Bytes = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    for (name, data) in [("IHDR", header)] + chunks + [("IEND", [])] {
      file.big(data.count, 4)
      let body = Bytes(name) + data
      file += body
      file.big(Checksum.crc32(body), 4)
    }
    return file
  }

  /// A black PNG with three bytes a pixel, a thousandth of its pixels' size.
  static func blackPNG(_ width: Int, _ height: Int) -> Bytes {
    let bytes = UInt64(height) * (UInt64(width) * 3 + 1)
    return png(width, height, color: 2, chunks: [("IDAT", Deflated.zlib(zeros: bytes))])
  }

  /// A GIF with a screen and one frame of these sizes, and too few pixels.
  static func gif(screen: Int, frame: Int) -> Bytes {
    var file = Bytes("GIF89a")
    file.little(screen, 2)
    file.little(screen, 2)
    file += [0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0]
    file.little(frame, 2)
    file.little(frame, 2)
    return file + [0, 2, 2, 0x4C, 1, 0, 0x3B]
  }

  /// A BMP's header and a few bytes.
  static func bmp(_ width: Int, _ height: Int, bits: Int = 24, colors: Int = 0) -> Bytes {
    var file = Bytes("BM")
    file.little(118, 4)
    file.little(0, 4)
    file.little(54, 4)
    file.little(40, 4)
    file.little(width, 4)
    file.little(height, 4)
    file.little(1, 2)
    file.little(bits, 2)
    file.fill(0, 16)
    file.little(colors, 4)
    file.little(0, 4)
    return file + noise(64, seed: 5)
  }

  /// A RIFF file that says it is a WebP of these sizes.
  static func webp(_ width: Int, _ height: Int, riffSize: Int, chunkSize: Int) -> Bytes {
    var file = Bytes("RIFF")
    file.little(riffSize, 4)
    file.text("WEBPVP8L")
    file.little(chunkSize, 4)
    file.append(0x2F)
    file.little(UInt32(width - 1) | UInt32(height - 1) << 14, 4)
    return file + noise(40, seed: 6)
  }

  /// A little-endian TIFF with these entries (tag, type, count, value) in its first directory.
  static func tiff(_ entries: [(Int, Int, Int, Int)], next: Int = 0, strip: Bytes = []) -> Bytes {
    var file: Bytes = [0x49, 0x49, 42, 0, 8, 0, 0, 0]
    file.little(entries.count, 2)
    for (tag, type, count, value) in entries {
      file.little(tag, 2)
      file.little(type, 2)
      file.little(count, 4)
      file.little(value, 4)
    }
    file.little(next, 4)
    return file + strip
  }

  /// The entries of a gray TIFF whose one strip lies at a place and has a size.
  static func grayTIFF(
    _ width: Int, _ height: Int, stripAt place: Int, stripBytes: Int
  ) -> [(Int, Int, Int, Int)] {
    [
      (256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
      (273, 4, 1, place), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, stripBytes),
    ]
  }
}
