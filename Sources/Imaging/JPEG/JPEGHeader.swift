/// What the marker segments of a JPEG file say before its first scan.
///
/// The format: ITU-T T.81, annex B. Only what decides how to decode is read; libjpeg judges the rest.
struct JPEGHeader {
  /// The frame's marker, `FF Cn`.
  private(set) var frame: UInt8 = 0
  private(set) var precision = 0
  private(set) var width = 0
  private(set) var height = 0
  private(set) var components = 0
  /// The orientation of the first EXIF segment, or nil.
  private(set) var orientation: Int?

  private static let exifHeader: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0, 0]

  /// The header, or nil when the segments do not lead to a frame and a scan.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var position = 2
    var sawExif = false
    while position + 4 <= bytes.count {
      guard bytes[position] == 0xFF else {
        position += 1  // bytes between segments, which libjpeg reports
        continue
      }
      let marker = bytes[position + 1]
      if marker == 0xFF {
        position += 1  // a fill byte
        continue
      }
      if marker == 0 || marker == 0x01 || (0xD0...0xD8).contains(marker) {
        position += 2  // a marker that stands alone
        continue
      }
      if marker == 0xD9 { return nil }
      let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
      if marker == 0xDA { break }
      guard length >= 2, position + 2 + length <= bytes.count else { return nil }
      let payload = UnsafeRawBufferPointer(
        rebasing: bytes[(position + 4)..<(position + 2 + length)])
      if marker == 0xE1, !sawExif, payload.starts(with: Self.exifHeader) {
        sawExif = true
        orientation = EXIF.orientation(
          inTIFF: UnsafeRawBufferPointer(rebasing: payload.dropFirst(Self.exifHeader.count)))
      } else if frame == 0, Self.isFrame(marker) {
        guard payload.count >= 6 else { return nil }
        frame = marker
        precision = Int(payload[0])
        height = Int(payload[1]) << 8 | Int(payload[2])
        width = Int(payload[3]) << 8 | Int(payload[4])
        components = Int(payload[5])
      }
      position += 2 + length
    }
    guard frame != 0 else { return nil }
  }

  /// SOF0 … SOF15, without the tables (DHT, DAC) and the extension (JPG) among them.
  private static func isFrame(_ marker: UInt8) -> Bool {
    (0xC0...0xCF).contains(marker) && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
  }

  /// What of the file is not read, as the end of "the JPEG is …"; nil: it is.
  ///
  /// libjpeg-turbo reads arithmetic coding only when built with it, so no build does here.
  var unreadFeature: String? {
    switch frame {
    case 0xC3, 0xCB: return "lossless"
    case 0xC5...0xC7, 0xCD...0xCF: return "hierarchical"
    case 0xC9, 0xCA: return "arithmetic-coded"
    default: break
    }
    if precision != 8 { return "\(precision) bits deep" }
    return components == 1 || components == 3 || components == 4
      ? nil : "of \(components) components"
  }
}
