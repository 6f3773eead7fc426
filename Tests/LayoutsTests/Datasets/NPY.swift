import Core

/// Makes NumPy files as NumPy writes them.
enum NPY {
  /// A file of a format version, a type and a shape around raw data.
  static func file(
    version: UInt8 = 1, type: String, shape: String = "()", data: [UInt8]
  ) -> [UInt8] {
    let start = version == 1 ? 10 : 12
    var header = Array("{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }".utf8)
    while (start + header.count + 1) % 64 != 0 { header.append(0x20) }
    header.append(0x0A)
    var file: [UInt8] = [0x93] + Array("NUMPY".utf8) + [version, 0]
    file += [UInt8(header.count & 0xFF), UInt8(header.count >> 8)] + (version == 1 ? [] : [0, 0])
    return file + header + data
  }

  /// A 0-dimensional text, as `np.save(path, '3')` writes it.
  static func text(_ text: String, isBigEndian: Bool = false, width: Int? = nil) -> [UInt8] {
    let scalars = Array(text.unicodeScalars.map(\.value))
    let count = width ?? scalars.count
    let words = scalars + Array(repeating: 0, count: count - scalars.count)
    return file(
      type: "\(isBigEndian ? ">" : "<")U\(count)",
      data: words.flatMap { bytes($0, isBigEndian: isBigEndian) })
  }

  /// An integer's bytes.
  static func bytes<T: FixedWidthInteger>(_ value: T, isBigEndian: Bool = false) -> [UInt8] {
    withUnsafeBytes(of: isBigEndian ? value.bigEndian : value.littleEndian) { Array($0) }
  }
}
