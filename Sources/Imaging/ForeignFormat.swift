/// Formats of pictures that are known by their first bytes and not read.
enum ForeignFormat {
  /// The name of the format, or nil when the bytes are of none of them.
  static func name(sniffing bytes: UnsafeRawBufferPointer) -> String? {
    let reader = ByteReader(bytes)
    if reader.has("ftyp", at: 4) {
      return brands.first { reader.has($0.brand, at: 8) }?.name
    }
    return signatures.first { bytes.starts(with: $0.bytes) }?.name
  }

  /// The major brands of ISO/IEC 14496-12 files that hold pictures.
  private static let brands: [(brand: StaticString, name: String)] = [
    ("heic", "HEIC"), ("heix", "HEIC"), ("heim", "HEIC"), ("heis", "HEIC"), ("hevc", "HEIC"),
    ("hevx", "HEIC"), ("mif1", "HEIF"), ("msf1", "HEIF"), ("avif", "AVIF"), ("avis", "AVIF"),
  ]

  private static let signatures: [(bytes: [UInt8], name: String)] = [
    ([0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A], "JPEG 2000"),
    ([0xFF, 0x4F, 0xFF, 0x51], "JPEG 2000"),
    ([0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A], "JPEG XL"),
    ([0xFF, 0x0A], "JPEG XL"),
    ([0x38, 0x42, 0x50, 0x53], "Photoshop"),
    ([0x50, 0x31, 0x0A], "plain PBM"), ([0x50, 0x32, 0x0A], "plain PGM"),
    ([0x50, 0x33, 0x0A], "plain PPM"), ([0x50, 0x34, 0x0A], "PBM"),
  ]
}
