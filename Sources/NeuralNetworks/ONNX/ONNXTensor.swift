/// A constant tensor of an ONNX model.
public struct ONNXTensor: Hashable, Sendable {
  /// The elements in row-major order.
  public enum Elements: Hashable, Sendable {
    /// 32-bit floats.
    case floats([Float])
    /// 64-bit whole numbers.
    case integers([Int64])
  }

  /// The name the graph knows it by.
  public let name: String
  /// The dimensions; none for a single number.
  public let dimensions: [Int]
  /// The elements, as many as the dimensions say.
  public let elements: Elements

  /// The floats, or nil when it holds whole numbers.
  var floats: [Float]? {
    guard case .floats(let values) = elements else { return nil }
    return values
  }

  /// The whole numbers, or nil when it holds floats.
  var integers: [Int64]? {
    guard case .integers(let values) = elements else { return nil }
    return values
  }

  static let floatType: Int64 = 1
  static let integerType: Int64 = 7
  static let maximumRank = 8

  /// Reads a TensorProto; both `raw_data` and the typed fields are known, external files are not.
  init(_ message: WireReader, limits: ONNXLimits) throws(ONNXError) {
    var reader = message
    var name = ""
    var type: Int64 = 0
    var dimensions: [Int64] = []
    var floats: [Float] = []
    var integers: [Int64] = []
    var raw: ArraySlice<UInt8>?
    var strange: Int?
    while let (field, value) = try reader.next() {
      switch field {
      case 1: try value.append(to: &dimensions, reader)
      case 2: type = try value.integer(reader)
      case 4: try value.append(to: &floats, reader)
      case 7: try value.append(to: &integers, reader)
      case 8: name = try value.text(reader)
      case 9: raw = try value.part(reader).rest
      case 12: break  // a comment for people
      case 14:
        guard try value.integer(reader) == 0 else {
          throw .unsupportedTensor(tensor: name, reason: "lies in another file")
        }
      default: strange = strange ?? field
      }
    }
    if let strange {
      throw .unsupportedTensor(tensor: name, reason: "is stored in field \(strange)")
    }
    let count = try Self.count(dimensions, name: name, limits: limits)
    self.name = name
    self.dimensions = dimensions.map { Int($0) }
    switch type {
    case Self.floatType:
      elements = .floats(try Self.values(raw, floats, count, name) { Float(bitPattern: $0) })
    case Self.integerType:
      elements = .integers(try Self.values(raw, integers, count, name) { Int64(bitPattern: $0) })
    default: throw .unsupportedTensor(tensor: name, reason: "has elements of type \(type)")
    }
  }

  /// The number of elements, checked before anything of that size is allocated.
  private static func count(
    _ dimensions: [Int64], name: String, limits: ONNXLimits
  ) throws(ONNXError) -> Int {
    guard dimensions.count <= maximumRank else {
      throw .tooLarge(
        what: "the dimensions of tensor '\(name)'", count: dimensions.count, limit: maximumRank)
    }
    var count = 1
    for dimension in dimensions {
      guard dimension >= 0 else {
        throw .badTensor(tensor: name, reason: "has a negative dimension")
      }
      let (product, overflow) = count.multipliedReportingOverflow(by: Int(dimension))
      guard !overflow, product <= limits.elements else {
        throw .tooLarge(
          what: "the elements of tensor '\(name)'", count: overflow ? Int.max : product,
          limit: limits.elements)
      }
      count = product
    }
    return count
  }

  /// The elements of the typed field or of the little-endian raw bytes, whichever is there.
  private static func values<Element, Bits: FixedWidthInteger & UnsignedInteger>(
    _ raw: ArraySlice<UInt8>?, _ typed: [Element], _ count: Int, _ name: String,
    _ element: (Bits) -> Element
  ) throws(ONNXError) -> [Element] {
    guard let raw else {
      guard typed.count == count else {
        throw .badTensor(tensor: name, reason: "holds \(typed.count) elements instead of \(count)")
      }
      return typed
    }
    let size = Bits.bitWidth / 8
    guard typed.isEmpty, raw.count == count * size else {
      throw .badTensor(
        tensor: name, reason: "holds \(raw.count) bytes instead of \(count * size)")
    }
    return (0..<count).map { index in
      let start = raw.startIndex + index * size
      var bits: Bits = 0
      for byte in raw[start..<start + size].reversed() { bits = bits << 8 | Bits(byte) }
      return element(bits)
    }
  }
}
