internal import CGIF

/// A giflib handle over bytes in memory.
///
/// The handle and the place in the bytes have one owner and are freed with it. giflib keeps no state
/// outside of the handle.
struct GIFReader: ~Copyable {
  /// The bytes, and how many giflib has taken.
  private struct Input {
    let bytes: UnsafeRawBufferPointer
    var position = 0
  }

  private let input: UnsafeMutablePointer<Input>
  private let handle: UnsafeMutablePointer<GifFileType>

  /// Opens a file: reads the screen and the global palette, at most 768 bytes.
  init(_ bytes: UnsafeRawBufferPointer) throws(ImageError) {
    let input = UnsafeMutablePointer<Input>.allocate(capacity: 1)
    input.initialize(to: Input(bytes: bytes))
    var code: Int32 = 0
    let handle = DGifOpen(
      input,
      { file, target, count in
        guard let file, let target, count > 0,
          let input = file.pointee.UserData?.assumingMemoryBound(to: Input.self)
        else { return 0 }
        let part = min(Int(count), input.pointee.bytes.count - input.pointee.position)
        if part > 0, let start = input.pointee.bytes.baseAddress {
          UnsafeMutableRawPointer(target).copyMemory(
            from: start + input.pointee.position, byteCount: part)
          input.pointee.position += part
        }
        return Int32(part)
      }, &code)
    guard let handle else {
      input.deallocate()
      throw .undecodable(.gif, reason: Self.message(code))
    }
    self.input = input
    self.handle = handle
  }

  deinit {
    var code: Int32 = 0
    DGifCloseFile(handle, &code)
    input.deallocate()
  }

  /// Goes to the first frame; its size and that of the screen are checked.
  mutating func firstFrame(options: DecodingOptions) throws(ImageError) -> GIFFrame {
    try options.check(width: Int(handle.pointee.SWidth), height: Int(handle.pointee.SHeight))
    var transparent: Int?
    while true {
      var kind = UNDEFINED_RECORD_TYPE
      guard DGifGetRecordType(handle, &kind) == GIF_OK else { throw failure }
      switch kind {
      case EXTENSION_RECORD_TYPE: transparent = try extensionTransparency() ?? transparent
      case IMAGE_DESC_RECORD_TYPE: return try frame(transparent, options: options)
      case TERMINATE_RECORD_TYPE: throw .undecodable(.gif, reason: "it has no frame")
      default: break
      }
    }
  }

  /// Reads an extension; the transparent index when it is a graphics control block that has one.
  private func extensionTransparency() throws(ImageError) -> Int? {
    var function: Int32 = 0
    var block: UnsafeMutablePointer<GifByteType>?
    guard DGifGetExtension(handle, &function, &block) == GIF_OK else { throw failure }
    var transparent: Int?
    while let data = block {
      // A block is its length and as many bytes.
      if function == GRAPHICS_EXT_FUNC_CODE, data[0] >= 4, data[1] & 1 == 1 {
        transparent = Int(data[4])
      }
      guard DGifGetExtensionNext(handle, &block) == GIF_OK else { throw failure }
    }
    return transparent
  }

  private func frame(
    _ transparent: Int?, options: DecodingOptions
  ) throws(ImageError) -> GIFFrame {
    guard DGifGetImageDesc(handle) == GIF_OK else { throw failure }
    let description = handle.pointee.Image
    let (width, height) = (Int(description.Width), Int(description.Height))
    guard width >= 1, height >= 1 else { throw .undecodable(.gif, reason: "a side is zero") }
    try options.check(width: width, height: height)
    guard let map = description.ColorMap ?? handle.pointee.SColorMap,
      let colors = map.pointee.Colors
    else { throw .undecodable(.gif, reason: "the palette is missing") }
    var palette = Palette()
    for index in 0..<min(256, max(0, Int(map.pointee.ColorCount))) {
      let color = colors[index]
      palette.append(red: color.Red, green: color.Green, blue: color.Blue)
    }
    let hasScreen = handle.pointee.SWidth > 0 && handle.pointee.SHeight > 0
    return GIFFrame(
      screenWidth: hasScreen ? Int(handle.pointee.SWidth) : width,
      screenHeight: hasScreen ? Int(handle.pointee.SHeight) : height,
      left: hasScreen ? Int(description.Left) : 0, top: hasScreen ? Int(description.Top) : 0,
      width: width, height: height, isInterlaced: description.Interlace, palette: palette,
      transparent: transparent)
  }

  /// Why the bytes of the frame that was gone to cannot fill the frame or its screen, or nil.
  ///
  /// A code is at most 12 bits and stands for less than 4096 pixels; shorter codes stand for fewer per
  /// bit. A frame may be smaller than its screen, which is let pass where it costs little.
  func shortage(of frame: GIFFrame) -> String? {
    let pixels = max(frame.width * frame.height, frame.screenWidth * frame.screenHeight)
    guard pixels > DecodingOptions.freePixels else { return nil }
    // giflib has taken the code size; blocks follow, each its length and as many bytes.
    let bytes = input.pointee.bytes
    var (position, count) = (input.pointee.position, 0)
    while position < bytes.count, bytes[position] > 0 {
      count += Int(bytes[position])
      position += 1 + Int(bytes[position])
    }
    return pixels <= count * 8 * 4096 / 12 ? nil : "its data cannot fill the image"
  }

  /// The indices of the frame, row by row; rows that are missing have index 0.
  mutating func indices(
    of frame: GIFFrame, acceptDamaged: Bool
  ) throws(ImageError) -> (rows: [UInt8], warning: String?) {
    var rows = [UInt8](repeating: 0, count: frame.width * frame.height)
    let passes = frame.isInterlaced ? [(0, 8), (4, 8), (2, 4), (1, 2)] : [(0, 1)]
    for (start, step) in passes {
      for y in stride(from: start, to: frame.height, by: step) {
        let status = rows.withUnsafeMutableBufferPointer { buffer in
          buffer.baseAddress.map {
            DGifGetLine(handle, $0 + y * frame.width, Int32(frame.width))
          }
        }
        guard status == GIF_OK else {
          let reason = Self.message(handle.pointee.Error)
          guard acceptDamaged else { throw .damaged(.gif, reason: reason) }
          return (rows, reason)
        }
      }
    }
    return (rows, nil)
  }

  private var failure: ImageError {
    .undecodable(.gif, reason: Self.message(handle.pointee.Error))
  }

  private static func message(_ code: Int32) -> String {
    GifErrorString(code).map { String(cString: $0) } ?? "giflib's error \(code)"
  }
}
