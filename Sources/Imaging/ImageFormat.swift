/// A file format of images, told from a file's first bytes and never from its name.
public enum ImageFormat: String, CaseIterable, Hashable, Sendable {
  case jpeg
  case png
  case pgm
  case ppm
  case tiff
  case webp
  case gif
  case bmp

  /// The format whose signature the bytes begin with.
  ///
  /// JPEG: `FF D8 FF`. PNG: its eight bytes. PGM and PPM: `P5` or `P6` and white space. TIFF: `II` or
  /// `MM` and 42 (43: BigTIFF) in that byte order. WebP: `RIFF` and, four bytes on, `WEBP`. GIF:
  /// `GIF87a` or `GIF89a`. BMP: `BM` and the size of a header that exists at byte 14.
  public init?(sniffing bytes: UnsafeRawBufferPointer) {
    let reader = ByteReader(bytes)
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if reader.has("P5", at: 0), bytes.count > 2, Netpbm.isSpace(bytes[2]) {
      self = .pgm
    } else if reader.has("P6", at: 0), bytes.count > 2, Netpbm.isSpace(bytes[2]) {
      self = .ppm
    } else if Self.tiffSignatures.contains(where: { bytes.starts(with: $0) }) {
      self = .tiff
    } else if reader.has("RIFF", at: 0), reader.has("WEBP", at: 8) {
      self = .webp
    } else if reader.has("GIF87a", at: 0) || reader.has("GIF89a", at: 0) {
      self = .gif
    } else if reader.has("BM", at: 0), let size = reader.little(14, 4),
      BMPHeader.sizes.contains(size)
    {
      self = .bmp
    } else {
      return nil
    }
  }

  private static let tiffSignatures: [[UInt8]] = [
    [0x49, 0x49, 42, 0], [0x4D, 0x4D, 0, 42], [0x49, 0x49, 43, 0], [0x4D, 0x4D, 0, 43],
  ]

  /// The name people use, such as "JPEG" or "WebP".
  public var displayName: String { self == .webp ? "WebP" : rawValue.uppercased() }
}
