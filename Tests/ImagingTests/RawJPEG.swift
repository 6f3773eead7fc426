/// Writes JPEG files of flat components by hand: any components, sampling factors, frame and markers.
///
/// Each block has a DC coefficient alone (quantized by 8, so that one step is one level) and every code of
/// the DC table has four bits, so the file is exact and needs no encoder.
struct RawJPEG {
  struct Component {
    var value: Int
    var across = 1
    var down = 1
  }

  var width: Int
  var height: Int
  var components: [Component]
  /// The frame's marker: `FF Cn`.
  var frame: UInt8 = 0xC0
  var precision: UInt8 = 8
  /// The transform of Adobe's marker, or none.
  var adobe: UInt8?
  var hasRestarts = false
  /// Whole segments behind SOI: marker and data.
  var segments: [(UInt8, [UInt8])] = []
  /// Copies of the Huffman tables; 0 leaves them out.
  var tables = 1

  func file() -> [UInt8] {
    var bytes: [UInt8] = [0xFF, 0xD8]
    for (marker, data) in segments { bytes += Self.segment(marker, data) }
    if let adobe {
      bytes += Self.segment(0xEE, [UInt8]("Adobe".utf8) + [0, 100, 0, 0, 0, 0, adobe])
    }
    bytes += Self.segment(0xDB, [0] + [UInt8](repeating: 8, count: 64))
    var header = [precision] + Self.pair(height) + Self.pair(width) + [UInt8(components.count)]
    for (index, component) in components.enumerated() {
      header += [UInt8(index + 1), UInt8(component.across << 4 | component.down), 0]
    }
    bytes += Self.segment(frame, header)
    for _ in 0..<tables {
      bytes += Self.segment(
        0xC4, [0, 0, 0, 0, 9] + [UInt8](repeating: 0, count: 12) + Array(0...8))
      bytes += Self.segment(0xC4, [0x10, 1] + [UInt8](repeating: 0, count: 15) + [0])
    }
    if hasRestarts { bytes += Self.segment(0xDD, [0, 1]) }
    var scan = [UInt8(components.count)]
    for index in components.indices { scan += [UInt8(index + 1), 0] }
    scan += frame == 0xC2 ? [0, 0, 0] : [0, 63, 0]
    return bytes + Self.segment(0xDA, scan) + body() + [0xFF, 0xD9]
  }

  /// The entropy-coded units: all of one value, so only the first of each component has a difference.
  private func body() -> [UInt8] {
    let alone = components.count == 1
    let (wide, high) = (
      alone ? 1 : components.map(\.across).max() ?? 1, alone ? 1 : components.map(\.down).max() ?? 1
    )
    let across = (width + 8 * wide - 1) / (8 * wide)
    let down = (height + 8 * high - 1) / (8 * high)
    var bytes: [UInt8] = []
    var bits = ""
    func flush() {
      while bits.count % 8 != 0 { bits += "1" }
      while !bits.isEmpty {
        let byte = UInt8(bits.prefix(8), radix: 2) ?? 0
        bytes += byte == 0xFF ? [0xFF, 0] : [byte]
        bits.removeFirst(8)
      }
    }
    for unit in 0..<(across * down) {
      if hasRestarts, unit > 0 {
        flush()
        bytes += [0xFF, 0xD0 + UInt8((unit - 1) % 8)]
      }
      for component in components {
        for block in 0..<(alone ? 1 : component.across * component.down) {
          let isFirst = block == 0 && (unit == 0 || hasRestarts)
          bits += Self.code(isFirst ? component.value - 128 : 0) + (frame == 0xC2 ? "" : "0")
        }
      }
    }
    flush()
    return bytes
  }

  /// A difference: its category in four bits, and its low bits.
  private static func code(_ difference: Int) -> String {
    let length = abs(difference) == 0 ? 0 : String(abs(difference), radix: 2).count
    let value = difference < 0 ? difference + (1 << length) - 1 : difference
    return padded(length, 4) + (length == 0 ? "" : padded(value, length))
  }

  private static func padded(_ value: Int, _ length: Int) -> String {
    let digits = String(value, radix: 2)
    return String(repeating: "0", count: length - digits.count) + digits
  }

  private static func pair(_ number: Int) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 255)] }

  static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
    [0xFF, marker] + pair(data.count + 2) + data
  }
}
