internal import CTIFF

/// A libtiff handle over bytes in memory, at their first directory.
///
/// The handle has one owner and is closed with it. Its messages come to it and go nowhere else.
struct TIFFHandle: ~Copyable {
  let tiff: OpaquePointer
  private let input: UnsafeMutablePointer<fer_tiff_input>

  /// Done once, before the first handle: the process's own handlers would print.
  private static let silence: Void = fer_tiff_silence()

  /// Opens a file and reads its first directory, but no table of strips and no pixel.
  ///
  /// `limit`: the most bytes libtiff may allocate at once.
  init(_ bytes: UnsafeRawBufferPointer, limit: Int) throws(ImageError) {
    Self.silence
    let input = UnsafeMutablePointer<fer_tiff_input>.allocate(capacity: 1)
    input.initialize(to: fer_tiff_input())
    input.pointee.bytes = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    input.pointee.count = UInt64(bytes.count)
    guard let tiff = fer_tiff_open(input, Int64(limit)) else {
      let reason = Self.message(input)
      input.deallocate()
      throw .undecodable(.tiff, reason: reason)
    }
    self.tiff = tiff
    self.input = input
  }

  deinit {
    TIFFClose(tiff)
    input.deallocate()
  }

  /// The first thing libtiff complained of.
  var message: String { Self.message(input) }

  private static func message(_ input: UnsafeMutablePointer<fer_tiff_input>) -> String {
    let text = withUnsafeBytes(of: input.pointee.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    return text.isEmpty ? "the file ends too early" : text
  }

  /// Reads a strip or a tile; whether all of it came.
  func read(
    _ index: Int, isTiled: Bool, into buffer: inout [UInt8], count: Int
  ) -> Bool {
    buffer.withUnsafeMutableBytes {
      fer_tiff_read_block(
        tiff, isTiled ? 1 : 0, UInt32(index), $0.baseAddress, Int64(min(count, $0.count)))
        == Int64(count)
    }
  }

  /// The palette of an image of `bits` bits, or nil.
  ///
  /// Entries are 16 bits, of which the high byte counts: some writers fill the low one (257 · v), some do
  /// not (256 · v). Where no entry is over 255, a writer took them for 8 bits, and so does this.
  func palette(bits: Int) -> Palette? {
    var (red, green, blue): (UnsafePointer<UInt16>?, UnsafePointer<UInt16>?, UnsafePointer<UInt16>?)
    (red, green, blue) = (nil, nil, nil)
    guard fer_tiff_get_palette(tiff, &red, &green, &blue) != 0, let red, let green, let blue
    else { return nil }
    let count = 1 << bits
    let isNarrow = (0..<count).allSatisfy { red[$0] < 256 && green[$0] < 256 && blue[$0] < 256 }
    func sample(_ value: UInt16) -> UInt8 {
      UInt8(isNarrow ? value : value >> 8)
    }
    var palette = Palette()
    for index in 0..<count {
      palette.append(
        red: sample(red[index]), green: sample(green[index]), blue: sample(blue[index]))
    }
    return palette
  }
}
