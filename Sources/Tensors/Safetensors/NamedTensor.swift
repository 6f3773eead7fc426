/// A tensor to be written: a name, a type, a shape and its bytes in C order, little-endian.
public struct NamedTensor: Hashable, Sendable {
  /// The tensor's name, unique in its file.
  public let name: String
  /// The type of its elements.
  public let type: TensorType
  /// Its dimensions, slowest first; empty for a scalar.
  public let shape: [Int]
  /// Its bytes.
  public let bytes: [UInt8]

  /// A tensor of bytes that are already little-endian.
  public init(name: String, type: TensorType, shape: [Int], bytes: [UInt8]) {
    self.name = name
    self.type = type
    self.shape = shape
    self.bytes = bytes
  }

  /// An F32 tensor.
  public init(name: String, shape: [Int], floats: [Float]) {
    self.init(
      name: name, type: .f32, shape: shape, bytes: Self.bytes(floats.lazy.map(\.bitPattern)))
  }

  /// An F64 tensor.
  public init(name: String, shape: [Int], doubles: [Double]) {
    self.init(
      name: name, type: .f64, shape: shape, bytes: Self.bytes(doubles.lazy.map(\.bitPattern)))
  }

  /// An I64 tensor.
  public init(name: String, shape: [Int], integers: [Int64]) {
    self.init(name: name, type: .i64, shape: shape, bytes: Self.bytes(integers))
  }

  private static func bytes<Words: Sequence>(_ words: Words) -> [UInt8]
  where Words.Element: FixedWidthInteger {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(words.underestimatedCount * MemoryLayout<Words.Element>.size)
    for word in words {
      withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }
}
