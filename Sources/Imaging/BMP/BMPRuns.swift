/// The indices of a BMP packed in runs (RLE4, RLE8).
///
/// Pixels that the file skips have index 0, as in Pillow and OpenCV.
struct BMPRuns {
  private let reader: ByteReader
  private let header: BMPHeader
  private var position: Int
  private var (x, y) = (0, 0)
  private(set) var indices: [UInt8]

  init(_ reader: ByteReader, _ header: BMPHeader) {
    self.reader = reader
    self.header = header
    position = header.samples
    indices = [UInt8](repeating: 0, count: header.width * header.height)
  }

  /// Unpacks all; returns what is wrong with the file, or nil.
  ///
  /// A last row that is full ends the image, whether or not the end is marked.
  mutating func unpack() -> String? {
    let tooShort = "the file ends too early"
    while true {
      guard let first = reader.little(position, 1), let second = reader.little(position + 1, 1)
      else { return y >= header.height || isFull ? nil : tooShort }
      position += 2
      if first > 0 {
        for step in 0..<first { put(sample(second, step)) }
        continue
      }
      switch second {
      case 0: (x, y) = (0, y + 1)
      case 1: return nil
      case 2:
        guard let right = reader.little(position, 1), let up = reader.little(position + 1, 1)
        else { return tooShort }
        position += 2
        (x, y) = (x + right, y + up)
      default:
        let isNarrow = header.compression == .runs4
        let length = isNarrow ? (second + 1) / 2 : second
        guard reader.part(position, length) != nil else { return tooShort }
        for step in 0..<second {
          let byte = reader.little(position + (isNarrow ? step / 2 : step), 1) ?? 0
          put(sample(byte, step))
        }
        position += length + length % 2
      }
      if y > header.height { return "a run lies outside the image" }
    }
  }

  private var isFull: Bool { y == header.height - 1 && x >= header.width }

  private func sample(_ byte: Int, _ step: Int) -> UInt8 {
    guard header.compression == .runs4 else { return UInt8(byte) }
    return UInt8(step % 2 == 0 ? byte >> 4 : byte & 15)
  }

  /// Sets the next pixel of the row; what is beside the image is left out.
  private mutating func put(_ index: UInt8) {
    if x < header.width, y < header.height {
      let row = header.isTopDown ? y : header.height - 1 - y
      indices[row * header.width + x] = index
    }
    x += 1
  }
}
