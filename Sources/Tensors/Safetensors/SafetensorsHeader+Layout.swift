internal import Core

extension SafetensorsHeader {
  /// Data begins at a multiple of this many bytes in the files we write.
  public static let alignment = 64

  /// Lays out tensors by falling element size, then name, behind a padded header.
  ///
  /// - Returns: The header's own bytes, up to the start of the data, and each tensor's place, in
  ///   the order of the data.
  /// - Throws: `TensorError` where a name is used twice or reserved, or a shape overflows.
  static func layingOut(
    _ tensors: [(name: String, type: TensorType, shape: [Int])], metadata: [String: String]
  ) throws(TensorError) -> (bytes: [UInt8], tensors: [TensorSlice]) {
    let sorted = tensors.sorted { left, right in
      left.type.size != right.type.size
        ? left.type.size > right.type.size : utf8IsBefore(left.name, right.name)
    }
    var entries: [String: JSON] = [:]
    var ranges: [Range<Int>] = []
    var position = 0
    for tensor in sorted {
      guard tensor.name != "__metadata__", entries[tensor.name] == nil else {
        throw .badTensorName(tensor.name)
      }
      guard let bytes = tensor.type.byteCount(of: tensor.shape),
        !position.addingReportingOverflow(bytes).overflow
      else { throw .tensorTooLarge(name: tensor.name) }
      ranges.append(position..<position + bytes)
      entries[tensor.name] = .object([
        "dtype": .string(tensor.type.rawValue),
        "shape": .array(tensor.shape.map { .integer($0) }),
        "data_offsets": .array([.integer(position), .integer(position + bytes)]),
      ])
      position += bytes
    }
    if !metadata.isEmpty {
      entries["__metadata__"] = .object(metadata.mapValues { .string($0) })
    }
    let text = Array(JSON.object(entries).text().utf8)
    let dataStart = (8 + text.count + alignment - 1) / alignment * alignment
    guard dataStart - 8 <= maximumBytes else {
      throw .headerTooLarge(bytes: dataStart - 8, limit: maximumBytes)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(dataStart)
    withUnsafeBytes(of: UInt64(dataStart - 8).littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: text)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: dataStart - bytes.count))
    let slices = zip(sorted, ranges).map { tensor, range in
      TensorSlice(
        name: tensor.name, type: tensor.type, shape: tensor.shape,
        byteRange: dataStart + range.lowerBound..<dataStart + range.upperBound)
    }
    return (bytes, slices)
  }

  /// Byte order of names, the same on every platform.
  private static func utf8IsBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
