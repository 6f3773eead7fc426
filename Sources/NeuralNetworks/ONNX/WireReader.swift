/// Reads the fields of one message of protobuf's wire format.
///
/// Every length is checked against what is left before it is used, every number against 64 bits. A message
/// inside is read by a reader of its own, so the depth is that of the code, never of the file.
/// See protobuf.dev/programming-guides/encoding. Groups, long deprecated, are refused.
struct WireReader {
  /// One field's value as it lies in the file.
  enum Value {
    case number(UInt64)
    case fixed32(UInt32)
    case fixed64(UInt64)
    case part(WireReader)
  }

  let bytes: [UInt8]
  private(set) var position: Int
  private let end: Int

  init(_ bytes: [UInt8]) { (self.bytes, position, end) = (bytes, 0, bytes.count) }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    (self.bytes, position, end) = (bytes, range.lowerBound, range.upperBound)
  }

  /// What is left, as bytes.
  var rest: ArraySlice<UInt8> { bytes[position..<end] }

  var isAtEnd: Bool { position == end }

  func damaged(_ reason: String) -> ONNXError { .damaged(offset: position, reason: reason) }

  /// The next field, or nil at the end of the message.
  mutating func next() throws(ONNXError) -> (field: Int, value: Value)? {
    guard position < end else { return nil }
    let tag = try number()
    guard tag >> 3 >= 1, tag >> 3 < 1 << 29 else { throw damaged("a field has no number") }
    let field = Int(tag >> 3)
    switch tag & 7 {
    case 0: return (field, .number(try number()))
    case 1: return (field, .fixed64(try fixed(8)))
    case 2:
      let length = try number()
      guard length <= UInt64(end - position) else {
        throw damaged("a part of \(length) bytes is longer than what is left")
      }
      let range = position..<position + Int(length)
      position = range.upperBound
      return (field, .part(WireReader(bytes, range)))
    case 5: return (field, .fixed32(UInt32(truncatingIfNeeded: try fixed(4))))
    default: throw damaged("a field has the unknown type \(tag & 7)")
    }
  }

  /// A number of seven bits a byte, the lowest first, at most 64 bits.
  mutating func number() throws(ONNXError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard position < end else { throw damaged("the file ends inside a number") }
      let byte = bytes[position]
      guard shift < 63 || byte <= 1 else { throw damaged("a number has more than 64 bits") }
      position += 1
      value |= UInt64(byte & 127) << shift
      if byte < 128 { return value }
    }
    throw damaged("a number has more than 64 bits")
  }

  /// A little-endian number of `size` bytes.
  mutating func fixed(_ size: Int) throws(ONNXError) -> UInt64 {
    guard size <= end - position else { throw damaged("the file ends inside a number") }
    var value: UInt64 = 0
    for index in 0..<size { value |= UInt64(bytes[position + index]) << UInt64(8 * index) }
    position += size
    return value
  }
}

extension WireReader.Value {
  /// The message, text or packed numbers of this field.
  func part(_ owner: WireReader) throws(ONNXError) -> WireReader {
    guard case .part(let reader) = self else {
      throw owner.damaged("expected a part with a length")
    }
    return reader
  }

  /// The text of this field.
  func text(_ owner: WireReader) throws(ONNXError) -> String {
    guard let text = String(validating: try part(owner).rest, as: UTF8.self) else {
      throw owner.damaged("a name is not UTF-8")
    }
    return text
  }

  /// The whole number of this field.
  func integer(_ owner: WireReader) throws(ONNXError) -> Int64 {
    guard case .number(let value) = self else { throw owner.damaged("expected a whole number") }
    return Int64(bitPattern: value)
  }

  /// Adds the whole number, or the packed whole numbers, of this field.
  func append(to list: inout [Int64], _ owner: WireReader) throws(ONNXError) {
    guard case .part(var reader) = self else { return list.append(try integer(owner)) }
    while !reader.isAtEnd { list.append(Int64(bitPattern: try reader.number())) }
  }

  /// Adds the float, or the packed floats, of this field.
  func append(to list: inout [Float], _ owner: WireReader) throws(ONNXError) {
    switch self {
    case .fixed32(let bits): list.append(Float(bitPattern: bits))
    case .part(var reader):
      list.reserveCapacity(list.count + reader.rest.count / 4)
      while !reader.isAtEnd {
        list.append(Float(bitPattern: UInt32(truncatingIfNeeded: try reader.fixed(4))))
      }
    default: throw owner.damaged("expected a float")
    }
  }
}
