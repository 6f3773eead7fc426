/// The marker segments of a JPEG file, walked for its EXIF orientation.
enum JPEGSegments {
  private static let exifHeader: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0, 0]

  /// The orientation of the first EXIF segment before the scan, or nil.
  static func orientation(in bytes: UnsafeRawBufferPointer) -> Int? {
    var position = 2
    while position + 4 <= bytes.count, bytes[position] == 0xFF {
      let marker = bytes[position + 1]
      if marker == 0xFF {
        position += 1  // a fill byte
        continue
      }
      if marker == 0xDA || marker == 0xD9 { return nil }
      if marker == 0x01 || (0xD0...0xD8).contains(marker) {
        position += 2  // a marker that stands alone
        continue
      }
      let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
      guard length >= 2, position + 2 + length <= bytes.count else { return nil }
      let payload = bytes[(position + 4)..<(position + 2 + length)]
      if marker == 0xE1, payload.starts(with: exifHeader) {
        return EXIF.orientation(
          inTIFF: UnsafeRawBufferPointer(rebasing: payload.dropFirst(exifHeader.count)))
      }
      position += 2 + length
    }
    return nil
  }
}
