/// The orientation tag of EXIF, read from a TIFF block of either byte order.
///
/// Nothing else of EXIF is read. Every offset is checked; a block that is cut off or contradicts
/// itself has no orientation. The format: CIPA DC-008, section 4.6.
package enum EXIF {
  private static let orientationTag = 0x0112
  private static let shortType = 3

  /// The orientation, 1…8, or nil when the block has none that can be read.
  package static func orientation(inTIFF block: UnsafeRawBufferPointer) -> Int? {
    guard block.count >= 8 else { return nil }
    let isLittleEndian: Bool
    switch (block[0], block[1]) {
    case (0x49, 0x49): isLittleEndian = true
    case (0x4D, 0x4D): isLittleEndian = false
    default: return nil
    }
    func short(_ offset: Int) -> Int {
      let (first, second) = (Int(block[offset]), Int(block[offset + 1]))
      return isLittleEndian ? second << 8 | first : first << 8 | second
    }
    func long(_ offset: Int) -> Int {
      let (first, second) = (short(offset), short(offset + 2))
      return isLittleEndian ? second << 16 | first : first << 16 | second
    }
    guard short(2) == 42 else { return nil }
    let directory = long(4)
    guard directory >= 8, directory <= block.count - 2 else { return nil }
    for entry in 0..<short(directory) {
      let offset = directory + 2 + entry * 12
      guard offset <= block.count - 12 else { return nil }
      guard short(offset) == orientationTag else { continue }
      guard short(offset + 2) == shortType, long(offset + 4) == 1 else { return nil }
      let value = short(offset + 8)
      return (1...8).contains(value) ? value : nil
    }
    return nil
  }

  /// A little-endian TIFF block whose one entry is the orientation.
  static func block(orientation: Int) -> [UInt8] {
    [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0]
      + [0x12, 0x01, 3, 0, 1, 0, 0, 0, UInt8(orientation), 0, 0, 0]
      + [0, 0, 0, 0]
  }
}
