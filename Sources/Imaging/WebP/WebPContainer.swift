/// The chunks of a WebP file.
///
/// The format: RFC 9649. Sizes are checked against the file; a chunk that is cut off ends where the
/// file does, and libwebp finds the damage.
struct WebPContainer {
  /// A chunk's data.
  struct Chunk {
    let offset: Int
    let length: Int
  }

  private let reader: ByteReader
  /// Where the frame lies when the file is an animation: `ANMF` of the first frame.
  private(set) var frame: Chunk?
  private(set) var exif: Chunk?
  /// The size that the extended header declares.
  private(set) var canvas: (width: Int, height: Int)?

  init(_ bytes: UnsafeRawBufferPointer) {
    reader = ByteReader(bytes)
    guard reader.has("VP8X", at: 12) else { return }
    if let width = reader.little(24, 3), let height = reader.little(27, 3) {
      canvas = (width + 1, height + 1)
    }
    let isAnimated = (reader.little(20, 1) ?? 0) & 2 != 0
    var position = 12
    while let length = reader.little(position + 4, 4) {
      let room = reader.count - position - 8
      let chunk = Chunk(offset: position + 8, length: min(length, room))
      if isAnimated, frame == nil, reader.has("ANMF", at: position) { frame = chunk }
      if exif == nil, reader.has("EXIF", at: position) { exif = chunk }
      guard length <= room else { break }
      position += 8 + length + length % 2
    }
  }

  /// The orientation of the EXIF chunk, or nil; some writers begin the chunk as JPEG does.
  var orientation: Int? {
    guard let exif else { return nil }
    let prefix = reader.has("Exif\0\0", at: exif.offset) ? min(6, exif.length) : 0
    return reader.part(exif.offset + prefix, exif.length - prefix)
      .flatMap { EXIF.orientation(inTIFF: $0) }
  }

  /// The first frame of an animation: its place on the canvas, and a file that holds it alone.
  func firstFrame(_ chunk: Chunk) -> (left: Int, top: Int, file: [UInt8])? {
    guard chunk.length >= 24, let left = reader.little(chunk.offset, 3),
      let top = reader.little(chunk.offset + 3, 3),
      let data = reader.part(chunk.offset + 16, chunk.length - 16)
    else { return nil }
    // The extended header: alpha may follow; and the frame's size as it stands in ANMF.
    let size = reader.part(chunk.offset + 6, 6).map { [UInt8]($0) } ?? []
    let body =
      [UInt8]("WEBPVP8X".utf8) + [10, 0, 0, 0, 0x10, 0, 0, 0] + size + [UInt8](data)
    let count = UInt32(truncatingIfNeeded: body.count)
    let length = (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
    return (left * 2, top * 2, [UInt8]("RIFF".utf8) + length + body)
  }
}
