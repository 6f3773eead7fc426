/// The samples of a TIFF, gathered from its strips or tiles as 8 bits each.
struct TIFFSamples {
  private let layout: TIFFLayout
  /// `layout.channels` samples a pixel; what could not be read is 0.
  private(set) var samples: [UInt8]

  init(_ layout: TIFFLayout) {
    self.layout = layout
    samples = [UInt8](repeating: 0, count: layout.width * layout.height * layout.channels)
  }

  /// v / 257, to the nearest.
  static func narrowed(_ value: Int) -> UInt8 {
    UInt8((value * 255 + 32767) / 65535)
  }

  /// Reads every strip or tile; returns what went wrong, or nil, and how many were whole.
  mutating func gather(_ handle: borrowing TIFFHandle) -> (isWhole: Bool, blocks: Int) {
    let across = (layout.width + layout.blockWidth - 1) / layout.blockWidth
    let down = (layout.height + layout.blockHeight - 1) / layout.blockHeight
    let planes = layout.isPlanar ? layout.channels : 1
    var buffer = [UInt8](repeating: 0, count: layout.blockBytes)
    var blocks = 0
    for plane in 0..<planes {
      for row in 0..<down {
        for column in 0..<across {
          let top = row * layout.blockHeight
          // The last strip is as short as the image; tiles are padded.
          let rows =
            layout.isTiled ? layout.blockHeight : min(layout.blockHeight, layout.height - top)
          let index = (plane * down + row) * across + column
          let isWhole = handle.read(
            index, isTiled: layout.isTiled, into: &buffer, count: rows * layout.blockRowBytes)
          guard isWhole else { return (false, blocks) }
          blocks += 1
          place(buffer, left: column * layout.blockWidth, top: top, rows: rows, plane: plane)
        }
      }
    }
    return (true, blocks)
  }

  /// Puts a block's samples where they belong.
  private mutating func place(_ block: [UInt8], left: Int, top: Int, rows: Int, plane: Int) {
    let columns = min(layout.blockWidth, layout.width - left)
    let stored = layout.isPlanar ? 1 : layout.samples
    let wanted = layout.isPlanar ? 1 : layout.channels
    let first = layout.isPlanar ? plane : 0
    block.withUnsafeBytes { block in
      for y in 0..<min(rows, layout.height - top) {
        let source = y * layout.blockRowBytes
        var target = ((top + y) * layout.width + left) * layout.channels + first
        for x in 0..<columns {
          for channel in 0..<wanted {
            samples[target + channel] = sample(block, source, x * stored + channel)
          }
          target += layout.channels
        }
      }
    }
  }

  /// The sample at a place of a row, in 8 bits; an index of a palette as it is.
  private func sample(_ block: UnsafeRawBufferPointer, _ row: Int, _ place: Int) -> UInt8 {
    switch layout.bits {
    case 8: return block[row + place]
    case 16:
      return Self.narrowed(
        Int(block.loadUnaligned(fromByteOffset: row + 2 * place, as: UInt16.self)))
    default:
      let perByte = 8 / layout.bits
      let shift = (perByte - 1 - place % perByte) * layout.bits
      let top = 1 << layout.bits - 1
      let value = Int(block[row + place / perByte]) >> shift & top
      return UInt8(layout.color == .palette ? value : value * (255 / top))
    }
  }
}
