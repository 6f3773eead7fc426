/// One value of a NumPy file (`.npy`, versions 1 to 3): a 0-dimensional array, or one of one element.
///
/// Numbers of 1 to 8 bytes in either order, and texts (`U`, `S`). The sizes must fit the file exactly.
struct NPYScalar: Hashable, Sendable {
  /// The value as a number; texts are read as one.
  let number: Double

  /// What is wrong with a file.
  struct Problem: Error, Hashable { let text: String }

  init(_ bytes: [UInt8]) throws(Problem) {
    let header = try NPYHeader(bytes)
    let data = bytes[header.end...]
    guard data.count == header.itemSize else {
      throw Problem(
        text: "it holds \(data.count) bytes of data, and its header declares \(header.itemSize)")
    }
    guard let number = NPYScalar.number(Array(data), header) else {
      throw Problem(text: "its value is no number")
    }
    self.number = number
  }

  private static func number(_ data: [UInt8], _ header: NPYHeader) -> Double? {
    switch header.kind {
    case .text: return text(data, header).flatMap { TableText.number($0) }
    case .bytes:
      return TableText.number(String(decoding: data.prefix { $0 != 0 }, as: UTF8.self))
    case .signed:
      let shift = UInt64(64 - 8 * data.count)
      return Double(Int64(bitPattern: word(data, header) << shift) >> Int64(shift))
    case .unsigned: return Double(word(data, header))
    case .float:
      let pattern = word(data, header)
      let value =
        data.count == 4
        ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: pattern)))
        : Double(bitPattern: pattern)
      return value.isFinite ? value : nil
    }
  }

  /// UCS-4 text, padded with zeros.
  private static func text(_ data: [UInt8], _ header: NPYHeader) -> String? {
    var text = String.UnicodeScalarView()
    for start in stride(from: 0, to: data.count, by: 4) {
      let value = UInt32(truncatingIfNeeded: word(Array(data[start..<start + 4]), header))
      if value == 0 { break }
      guard let scalar = Unicode.Scalar(value) else { return nil }
      text.append(scalar)
    }
    return String(text)
  }

  private static func word(_ data: [UInt8], _ header: NPYHeader) -> UInt64 {
    let ordered = header.isBigEndian ? data : data.reversed()
    return ordered.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
