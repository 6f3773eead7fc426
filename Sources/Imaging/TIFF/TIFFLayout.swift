internal import CTIFF

/// What the first directory of a TIFF says about its pixels, checked.
struct TIFFLayout {
  /// What the samples of a pixel mean.
  enum Color: Hashable {
    case gray(whiteIsZero: Bool)
    case rgb
    case palette
    case inks
    /// YCbCr that libtiff turns into RGB as a whole.
    case luminance
  }

  /// What becomes of the sample behind the colours.
  enum Extra {
    case none, ignored, premultiplied, alpha
  }

  let width: Int
  let height: Int
  let bits: Int
  let samples: Int
  let color: Color
  let extra: Extra
  let isPlanar: Bool
  let isTiled: Bool
  let orientation: Int
  let isJPEG: Bool
  /// The sides of a strip or a tile.
  let blockWidth: Int
  let blockHeight: Int

  /// Samples of a pixel that are read: the colours, and alpha where it counts.
  var channels: Int {
    let colors =
      switch color {
      case .gray, .palette: 1
      case .rgb, .luminance: 3
      case .inks: 4
      }
    return extra == .alpha ? colors + 1 : colors
  }

  init(_ handle: borrowing TIFFHandle, options: DecodingOptions) throws(ImageError) {
    let header = fer_tiff_get_header(handle.tiff)
    (width, height) = (Int(header.width), Int(header.height))
    guard width >= 1, height >= 1 else { throw .undecodable(.tiff, reason: "a side is zero") }
    try options.check(width: width, height: height)
    (bits, samples) = (Int(header.bits), Int(header.samples))
    isPlanar = header.planar == PLANARCONFIG_SEPARATE && samples > 1
    isTiled = header.is_tiled != 0
    isJPEG = header.compression == COMPRESSION_JPEG
    orientation = (1...8).contains(header.orientation) ? Int(header.orientation) : 1
    let read: [Int32] = [
      COMPRESSION_NONE, COMPRESSION_CCITTRLE, COMPRESSION_CCITTFAX3, COMPRESSION_CCITTFAX4,
      COMPRESSION_LZW, COMPRESSION_JPEG, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_DEFLATE,
      COMPRESSION_PACKBITS,
    ]
    guard read.contains(Int32(header.compression)) else {
      throw .unsupported(.tiff, feature: "compressed by method \(header.compression)")
    }
    color = try Self.color(header, isJPEG: isJPEG)
    guard header.format == SAMPLEFORMAT_UINT || header.format == SAMPLEFORMAT_VOID else {
      throw .unsupported(.tiff, feature: "of signed or floating-point samples")
    }
    let depths: Set<Int> =
      switch color {
      case .palette: [1, 2, 4, 8]
      case .luminance: [8]
      default: [1, 2, 4, 8, 16]
      }
    guard depths.contains(bits) else {
      throw .unsupported(.tiff, feature: "of \(bits)-bit samples")
    }
    extra = Self.extra(header, color)
    if isTiled {
      (blockWidth, blockHeight) = (Int(header.tile_width), Int(header.tile_height))
    } else {
      (blockWidth, blockHeight) = (width, min(height, max(1, Int(header.rows_per_strip))))
    }
    try checkBlocks()
  }

  private static func color(
    _ header: fer_tiff_header, isJPEG: Bool
  ) throws(ImageError) -> Color {
    let samples = header.samples
    guard samples <= 8 else { throw .unsupported(.tiff, feature: "of \(samples) channels") }
    let photometric =
      header.has_photometric != 0
      ? Int32(header.photometric) : samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK
    let found: (color: Color, least: Int)
    switch photometric {
    case PHOTOMETRIC_MINISWHITE: found = (.gray(whiteIsZero: true), 1)
    case PHOTOMETRIC_MINISBLACK: found = (.gray(whiteIsZero: false), 1)
    case PHOTOMETRIC_RGB: found = (.rgb, 3)
    case PHOTOMETRIC_PALETTE: found = (.palette, 1)
    case PHOTOMETRIC_SEPARATED where header.ink_set == INKSET_CMYK: found = (.inks, 4)
    case PHOTOMETRIC_YCBCR:
      let isPacked = header.planar == PLANARCONFIG_CONTIG
      found = (isJPEG && isPacked ? .rgb : .luminance, 3)
    default: throw .unsupported(.tiff, feature: "in colour space \(photometric)")
    }
    guard samples >= found.least else {
      throw .undecodable(.tiff, reason: "it has too few channels for its colour space")
    }
    return found.color
  }

  private static func extra(_ header: fer_tiff_header, _ color: Color) -> Extra {
    let colors: Int
    switch color {
    case .gray: colors = 1
    case .rgb: colors = 3
    case .inks, .palette, .luminance: return header.samples > 1 ? .ignored : .none
    }
    guard Int(header.samples) > colors else { return .none }
    switch Int32(header.extra) - 1 {
    case EXTRASAMPLE_UNASSALPHA: return .alpha
    case EXTRASAMPLE_ASSOCALPHA: return .premultiplied
    default: return .ignored
    }
  }

  /// Bytes of a row of a strip or a tile.
  var blockRowBytes: Int { (blockWidth * (isPlanar ? 1 : samples) * bits + 7) / 8 }

  /// Bytes of a strip or a tile.
  var blockBytes: Int { blockRowBytes * blockHeight }

  /// What tiles may always take up, whatever the image needs: one of 2048 × 2048 in four channels.
  private static let freeTileBytes = 16 << 20

  /// Refuses strips and tiles that hold far more than the image: allocating one, or unpacking all of
  /// them, must not cost what the image does not need.
  ///
  /// Tiles are padded at the edges, so those of a narrow image are mostly padding.
  private func checkBlocks() throws(ImageError) {
    guard blockWidth >= 1, blockHeight >= 1 else {
      throw .undecodable(.tiff, reason: "a side of its tiles is zero")
    }
    // The image's sides are checked; a tile's are any numbers of 32 bits.
    let bits = self.bits * (isPlanar ? 1 : samples)
    let limit = max((width * bits + 7) / 8 * height * 4, Self.freeTileBytes)
    let across = (width - 1) / blockWidth + 1
    let down = (height - 1) / blockHeight + 1
    let (rowBytes, isWide) = ((blockWidth * bits + 7) / 8).multipliedReportingOverflow(by: across)
    let (rows, isHigh) = blockHeight.multipliedReportingOverflow(by: down)
    let (bytes, isHuge) = rowBytes.multipliedReportingOverflow(by: rows)
    guard !isWide, !isHigh, !isHuge, bytes <= limit else {
      throw .undecodable(.tiff, reason: "its tiles are far larger than the image")
    }
  }
}
