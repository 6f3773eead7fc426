/// Decodes BMP files: 1, 2, 4, 8, 16, 24 and 32 bits, RLE4 and RLE8, masks, top-down, and OS/2's headers.
///
/// Own code, for no well-kept library reads BMP alone. An indexed file whose palette has grays alone gives
/// one channel, any other RGB. Fields of less than 8 bits are scaled to the full range, to the nearest. The
/// fourth byte of 32 bits counts as alpha only with a mask that says so, and not when it is 0 everywhere.
/// An index behind the palette is black.
enum BMPDecoder {
  static func decode(
    _ bytes: UnsafeRawBufferPointer, options: DecodingOptions
  ) throws(ImageError) -> StoredImage {
    let reader = ByteReader(bytes)
    let header = try BMPHeader(reader, options: options)
    // Before the pixels are allocated: a header alone costs nothing.
    var warning = shortage(reader, header)
    if let warning, !options.acceptDamaged { throw .damaged(.bmp, reason: warning) }
    let image: Image
    switch header.compression {
    case .runs8, .runs4:
      var runs = BMPRuns(reader, header)
      warning = runs.unpack() ?? warning
      if let warning, !options.acceptDamaged { throw .damaged(.bmp, reason: warning) }
      image = header.palette.image(
        width: header.width, height: header.height, indices: runs.indices)
    case .none, .bitFields, .alphaBitFields:
      let stride = header.stride
      let rows = max(0, reader.count - header.samples) / stride
      let present = warning == nil ? header.height : min(rows, header.height)
      image =
        header.depth <= 8
        ? indexed(reader, header, stride: stride, rows: present)
        : colored(reader, header, stride: stride, rows: present)
    }
    return StoredImage(image: image, warning: warning)
  }

  /// Why the file's bytes cannot fill the image, or nil.
  ///
  /// Two bytes of a run fill 255 pixels at most. A file may skip pixels instead, which is let pass
  /// where it costs little.
  private static func shortage(_ reader: ByteReader, _ header: BMPHeader) -> String? {
    let bytes = max(0, reader.count - header.samples)
    switch header.compression {
    case .runs8, .runs4:
      let pixels = header.width * header.height
      return pixels <= max(DecodingOptions.freePixels, bytes / 2 * 255)
        ? nil : "its runs cannot fill the image"
    case .none, .bitFields, .alphaBitFields:
      // The last row may lack its padding.
      let needed =
        header.stride * (header.height - 1) + (header.width * header.depth + 7) / 8
      return bytes < needed ? "the file ends too early" : nil
    }
  }

  /// Where a stored row belongs.
  private static func target(_ row: Int, _ header: BMPHeader) -> Int {
    header.isTopDown ? row : header.height - 1 - row
  }

  private static func indexed(
    _ reader: ByteReader, _ header: BMPHeader, stride: Int, rows: Int
  ) -> Image {
    var indices = [UInt8](repeating: 0, count: header.width * header.height)
    let perByte = 8 / header.depth
    let mask = UInt8(truncatingIfNeeded: 1 << header.depth - 1)
    for row in 0..<rows {
      let source = header.samples + row * stride
      let place = target(row, header) * header.width
      for x in 0..<header.width {
        let byte = reader.bytes[source + x / perByte]
        indices[place + x] = byte >> UInt8((perByte - 1 - x % perByte) * header.depth) & mask
      }
    }
    return header.palette.image(
      width: header.width, height: header.height, indices: indices)
  }

  private static func colored(
    _ reader: ByteReader, _ header: BMPHeader, stride: Int, rows: Int
  ) -> Image {
    let fields = header.masks.fields
    let channels = max(3, fields.count)
    let size = header.depth / 8
    var samples = [UInt8](repeating: 0, count: header.width * header.height * channels)
    for row in 0..<rows {
      var source = header.samples + row * stride
      var place = target(row, header) * header.width * channels
      for _ in 0..<header.width {
        if fields.isEmpty {
          for channel in 0..<3 { samples[place + channel] = reader.bytes[source + 2 - channel] }
        } else {
          let pixel = reader.little(source, size) ?? 0
          for (channel, field) in fields.enumerated() {
            samples[place + channel] = field.sample(pixel)
          }
        }
        source += size
        place += channels
      }
    }
    if channels == 4 {
      let hidesAll = Swift.stride(from: 3, to: samples.count, by: 4).allSatisfy { samples[$0] == 0 }
      if hidesAll {
        for place in Swift.stride(from: 3, to: samples.count, by: 4) { samples[place] = 255 }
      }
      samples = Alpha.overBlack(samples, colors: 3)
    }
    return Image(
      checkedWidth: header.width, height: header.height, channels: 3, pixels: samples)
  }
}
