internal import Core

/// The header of a safetensors file, read strictly and written canonically.
///
/// The format: eight bytes of length (little-endian), that many bytes of JSON, then the tensors'
/// bytes. MUST: no duplicate keys, `__metadata__` maps strings to strings, the tensors cover the
/// data without holes or overlap, the header has at most 100 MB. Not checked: the values.
public struct SafetensorsHeader: Hashable, Sendable {
  /// The largest header that is read.
  public static let maximumBytes = 100_000_000

  /// Free text about the file.
  public let metadata: [String: String]
  /// The tensors in the order of their bytes.
  public let tensors: [TensorSlice]
  /// Where the tensors' bytes begin in the file.
  public let dataStart: Int

  /// Reads the header of `file`, which is the whole file.
  public init(parsing file: UnsafeRawBufferPointer) throws(SafetensorsFault) {
    guard file.count >= 8 else { throw .tooShort(bytes: file.count) }
    let length = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
    guard length <= UInt64(Self.maximumBytes) else {
      throw .headerTooLarge(bytes: length, limit: Self.maximumBytes)
    }
    guard length <= UInt64(file.count - 8) else {
      throw .headerBeyondEnd(bytes: length, available: file.count - 8)
    }
    let dataStart = 8 + Int(length)
    guard length > 0, file[8] == UInt8(ascii: "{") else { throw .headerNotAnObject }
    let json: JSON
    do {
      json = try JSON(parsing: file[8..<dataStart], maximumDepth: 4)
    } catch {
      throw .headerNotJSON(reason: "\(error)")
    }
    guard let entries = json.objectValue else { throw .headerNotAnObject }
    var metadata: [String: String] = [:]
    var tensors: [TensorSlice] = []
    tensors.reserveCapacity(entries.count)
    for (name, entry) in entries {
      if name == "__metadata__" {
        metadata = try Self.metadata(entry)
      } else {
        tensors.append(try Self.tensor(name, entry, dataStart: dataStart))
      }
    }
    tensors.sort(by: Self.isBefore)
    try Self.checkCoverage(tensors, dataStart: dataStart, end: file.count)
    self.metadata = metadata
    self.tensors = tensors
    self.dataStart = dataStart
  }

  private static func isBefore(_ left: TensorSlice, _ right: TensorSlice) -> Bool {
    let (a, b) = (left.byteRange, right.byteRange)
    return (a.lowerBound, a.upperBound, left.name) < (b.lowerBound, b.upperBound, right.name)
  }

  private static func metadata(_ entry: JSON) throws(SafetensorsFault) -> [String: String] {
    guard let pairs = entry.objectValue else { throw .metadataNotText(key: "__metadata__") }
    var metadata: [String: String] = [:]
    for (key, value) in pairs {
      guard let text = value.stringValue else { throw .metadataNotText(key: key) }
      metadata[key] = text
    }
    return metadata
  }

  private static func tensor(
    _ name: String, _ entry: JSON, dataStart: Int
  ) throws(SafetensorsFault) -> TensorSlice {
    guard let fields = entry.objectValue, fields.count <= 3 else {
      throw .malformedEntry(tensor: name, field: "dtype, shape and data_offsets")
    }
    guard let typeName = fields["dtype"]?.stringValue else {
      throw .malformedEntry(tensor: name, field: "dtype")
    }
    guard let type = TensorType(rawValue: typeName) else {
      throw .unknownType(tensor: name, type: typeName)
    }
    let shape = try integers(fields, "shape", of: name)
    let offsets = try integers(fields, "data_offsets", of: name)
    guard offsets.count == 2, offsets[0] <= offsets[1], offsets[1] <= Int.max - dataStart else {
      throw .malformedEntry(tensor: name, field: "data_offsets")
    }
    guard let expected = type.byteCount(of: shape) else { throw .shapeOverflows(tensor: name) }
    let given = offsets[1] - offsets[0]
    guard given == expected else {
      throw .sizeMismatch(tensor: name, expected: expected, given: given)
    }
    return TensorSlice(
      name: name, type: type, shape: shape,
      byteRange: dataStart + offsets[0]..<dataStart + offsets[1])
  }

  private static func integers(
    _ fields: [String: JSON], _ key: String, of tensor: String
  ) throws(SafetensorsFault) -> [Int] {
    guard let values = fields[key]?.arrayValue else {
      throw .malformedEntry(tensor: tensor, field: key)
    }
    var integers: [Int] = []
    for value in values {
      guard case .integer(let integer) = value, integer >= 0 else {
        throw .malformedEntry(tensor: tensor, field: key)
      }
      integers.append(integer)
    }
    return integers
  }

  private static func checkCoverage(
    _ tensors: [TensorSlice], dataStart: Int, end: Int
  ) throws(SafetensorsFault) {
    var position = dataStart
    for tensor in tensors {
      let range = tensor.byteRange
      if range.lowerBound < position { throw .overlap(tensor: tensor.name) }
      if range.lowerBound > position { throw .hole(tensor: tensor.name) }
      if range.upperBound > end {
        throw .outOfRange(
          tensor: tensor.name, end: range.upperBound - dataStart, available: end - dataStart)
      }
      position = range.upperBound
    }
    if position < end { throw .trailingBytes(count: end - position) }
  }
}
