/// The headers of a BMP file.
///
/// The format: Microsoft, "Bitmap Storage" (BITMAPCOREHEADER to BITMAPV5HEADER), and OS/2's headers.
struct BMPHeader {
  /// How the samples are packed.
  enum Compression: Int {
    case none = 0
    case runs8 = 1
    case runs4 = 2
    case bitFields = 3
    case alphaBitFields = 6
  }

  let width: Int
  let height: Int
  let isTopDown: Bool
  let depth: Int
  let compression: Compression
  let palette: Palette
  /// Where the samples begin.
  let samples: Int
  let masks: BMPMasks

  /// Bytes of a stored row that is not packed in runs, with its padding.
  var stride: Int { (width * depth + 31) / 32 * 4 }

  /// The sizes of headers that exist: OS/2 1 and 2, Windows 3, with masks, 4 and 5.
  static let sizes: Set<Int> = [12, 16, 40, 52, 56, 64, 108, 124]

  init(_ reader: ByteReader, options: DecodingOptions) throws(ImageError) {
    func number(_ offset: Int, _ size: Int) throws(ImageError) -> Int {
      guard let number = reader.little(offset, size) else {
        throw .undecodable(.bmp, reason: "the header ends too early")
      }
      return number
    }
    let size = try number(14, 4)
    let isCore = size == 12
    let declaredHeight: Int
    if isCore {
      (width, declaredHeight) = (try number(18, 2), try number(20, 2))
      depth = try number(24, 2)
    } else {
      width = Int(Int32(truncatingIfNeeded: try number(18, 4)))
      declaredHeight = Int(Int32(truncatingIfNeeded: try number(22, 4)))
      depth = try number(28, 2)
    }
    (height, isTopDown) = (abs(declaredHeight), declaredHeight < 0)
    guard width >= 1, height >= 1 else {
      throw .undecodable(.bmp, reason: width < 0 ? "a side is negative" : "a side is zero")
    }
    try options.check(width: width, height: height)
    compression = try Self.compression(
      code: size >= 40 ? try number(30, 4) : 0, depth: depth, headerSize: size)
    let fields = Self.hasMasksBehind(size, compression)
    let tables = 14 + size + fields
    if compression == .bitFields || compression == .alphaBitFields {
      let hasAlpha = size >= 56 || compression == .alphaBitFields
      masks = try BMPMasks(
        red: try number(54, 4), green: try number(58, 4), blue: try number(62, 4),
        alpha: hasAlpha ? try number(66, 4) : 0, depth: depth)
    } else {
      masks = depth == 16 ? .bits555 : .none
    }
    let declared = size >= 40 ? try number(46, 4) : 0
    let offset = try number(10, 4)
    let entrySize = isCore ? 3 : 4
    (palette, samples) = Self.palette(
      reader, at: tables, entrySize: entrySize, declared: declared, depth: depth, samples: offset)
    guard depth > 8 || palette.count > 0 else {
      throw .undecodable(.bmp, reason: "the palette is missing")
    }
  }

  private static func compression(
    code: Int, depth: Int, headerSize: Int
  ) throws(ImageError) -> Compression {
    if headerSize == 64, code == 3 || code == 4 {
      throw .unsupported(.bmp, feature: code == 3 ? "in Huffman's code" : "in runs of 24 bits")
    }
    if code == 4 || code == 5 {
      throw .unsupported(.bmp, feature: code == 4 ? "a JPEG inside" : "a PNG inside")
    }
    guard let compression = Compression(rawValue: code) else {
      throw .unsupported(.bmp, feature: "packed by method \(code)")
    }
    let depths: Set<Int> =
      switch compression {
      case .none: [1, 2, 4, 8, 16, 24, 32]
      case .runs8: [8]
      case .runs4: [4]
      case .bitFields, .alphaBitFields: [16, 32]
      }
    guard depths.contains(depth) else {
      throw .undecodable(.bmp, reason: "\(depth) bits a pixel cannot be packed so")
    }
    return compression
  }

  /// The bytes of the masks that follow the oldest Windows header instead of being in it.
  private static func hasMasksBehind(_ size: Int, _ compression: Compression) -> Int {
    guard size == 40 else { return 0 }
    return compression == .bitFields ? 12 : compression == .alphaBitFields ? 16 : 0
  }

  /// The palette, and where the samples begin: where the file says, unless that is before the palette's
  /// start or behind the file; then behind the palette.
  private static func palette(
    _ reader: ByteReader, at start: Int, entrySize: Int, declared: Int, depth: Int, samples: Int
  ) -> (Palette, Int) {
    var palette = Palette()
    let wanted = depth > 8 ? 0 : declared == 0 ? 1 << depth : min(declared, 1 << depth)
    let isOffsetUsable = samples >= start && samples <= reader.count
    let room = (isOffsetUsable ? samples - start : max(0, reader.count - start)) / entrySize
    for entry in 0..<min(wanted, room) {
      guard let color = reader.little(start + entry * entrySize, 3) else { break }
      palette.append(
        red: UInt8(color >> 16), green: UInt8(color >> 8 & 255), blue: UInt8(color & 255))
    }
    return (palette, isOffsetUsable ? samples : start + wanted * entrySize)
  }
}
