/// Where one named tensor lies in a file, and what it holds.
public struct TensorSlice: Hashable, Sendable {
  /// The tensor's name, unique in its file.
  public let name: String
  /// The type of its elements.
  public let type: TensorType
  /// Its dimensions, slowest first; empty for a scalar.
  public let shape: [Int]
  /// Its bytes, counted from the start of the *file*.
  public let byteRange: Range<Int>

  /// A tensor at `byteRange` of its file.
  public init(name: String, type: TensorType, shape: [Int], byteRange: Range<Int>) {
    self.name = name
    self.type = type
    self.shape = shape
    self.byteRange = byteRange
  }

  /// The number of elements.
  public var count: Int { byteRange.count / type.size }
}
