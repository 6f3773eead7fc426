/// The header of a NumPy file: what its single value is made of.
struct NPYHeader: Hashable, Sendable {
  /// A kind of value.
  enum Kind: Hashable, Sendable {
    case text
    case bytes
    case signed
    case unsigned
    case float
  }

  /// Longer texts than this are no number.
  private static let longestText = 64

  let kind: Kind
  let isBigEndian: Bool
  /// The value's size in bytes.
  let itemSize: Int
  /// Where the data begin.
  let end: Int

  init(_ file: [UInt8]) throws(NPYScalar.Problem) {
    guard file.count >= 10, file.starts(with: [0x93] + Array("NUMPY".utf8)) else {
      throw .init(text: "it is no NumPy file")
    }
    guard (1...3).contains(file[6]) else {
      throw .init(text: "it is NumPy format \(file[6]), and only 1 to 3 are known")
    }
    let start = file[6] == 1 ? 10 : 12
    guard file.count >= start else { throw .init(text: "it ends within its header") }
    let length = file[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= file.count - start else { throw .init(text: "it ends within its header") }
    end = start + length
    let text = String(decoding: file[start..<end], as: UTF8.self)
    guard let type = NPYHeader.value(of: "descr", in: text), let shape = NPYHeader.shape(in: text)
    else { throw .init(text: "its header cannot be read") }
    guard shape.allSatisfy({ $0 == 1 }) else {
      throw .init(text: "it holds an array of shape \(shape), and one value is expected")
    }
    guard let (kind, isBig, size) = NPYHeader.type(type) else {
      throw .init(text: "its type “\(type)” is neither a number nor a text")
    }
    (self.kind, isBigEndian, itemSize) = (kind, isBig, size)
  }

  /// "<U1", ">i8", "|u1".
  private static func type(_ text: String) -> (kind: Kind, isBigEndian: Bool, size: Int)? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 3, bytes.count <= 5, "<>|=".utf8.contains(bytes[0]),
      let count = TableText.integer(bytes[2...]), count > 0
    else { return nil }
    let isBig = bytes[0] == UInt8(ascii: ">")
    switch (bytes[1], count) {
    case (UInt8(ascii: "U"), 1...longestText): return (.text, isBig, 4 * count)
    case (UInt8(ascii: "S"), 1...longestText): return (.bytes, isBig, count)
    case (UInt8(ascii: "i"), 1), (UInt8(ascii: "i"), 2), (UInt8(ascii: "i"), 4),
      (UInt8(ascii: "i"), 8):
      return (.signed, isBig, count)
    case (UInt8(ascii: "u"), 1), (UInt8(ascii: "u"), 2), (UInt8(ascii: "u"), 4),
      (UInt8(ascii: "u"), 8):
      return (.unsigned, isBig, count)
    case (UInt8(ascii: "f"), 4), (UInt8(ascii: "f"), 8): return (.float, isBig, count)
    default: return nil
    }
  }

  /// The text in quotes that follows a key of the header's dictionary.
  private static func value(of key: String, in header: String) -> String? {
    let parts = header.split(omittingEmptySubsequences: false) { $0 == "'" || $0 == "\"" }
    guard let place = parts.firstIndex(where: { $0 == key }), place + 2 < parts.count,
      parts[place + 1].allSatisfy({ $0 == ":" || $0 == " " })
    else { return nil }
    return String(parts[place + 2])
  }

  /// The numbers in the brackets after "shape"; none for a 0-dimensional array.
  private static func shape(in header: String) -> [Int]? {
    let parts = header.split(omittingEmptySubsequences: false) { $0 == "'" || $0 == "\"" }
    guard let place = parts.firstIndex(where: { $0 == "shape" }), place + 1 < parts.count else {
      return nil
    }
    let after = parts[place + 1]
    guard let open = after.firstIndex(of: "("), let close = after.firstIndex(of: ")"), open < close
    else { return nil }
    var numbers: [Int] = []
    for field in after[after.index(after: open)..<close].split(separator: ",") {
      if field.allSatisfy({ $0 == " " }) { continue }
      guard let number = TableText.integer(field) else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
