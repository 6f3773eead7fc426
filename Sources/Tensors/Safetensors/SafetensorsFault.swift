/// What makes bytes not a safetensors file.
public enum SafetensorsFault: Error, Hashable, Sendable {
  /// Fewer than the eight bytes of the header's length.
  case tooShort(bytes: Int)
  /// The header's length is over the limit; nothing was read.
  case headerTooLarge(bytes: UInt64, limit: Int)
  /// The header's length reaches beyond the end of the file.
  case headerBeyondEnd(bytes: UInt64, available: Int)
  /// The header does not begin with a brace.
  case headerNotAnObject
  /// The header is not strict JSON (a duplicate key, bad UTF-8, …), in the parser's words.
  case headerNotJSON(reason: String)
  /// A value of `__metadata__` is not a string.
  case metadataNotText(key: String)
  /// A tensor's entry lacks a field, has one too many, or one of the wrong kind.
  case malformedEntry(tensor: String, field: String)
  /// The element type is not one we know.
  case unknownType(tensor: String, type: String)
  /// The product of the dimensions does not fit.
  case shapeOverflows(tensor: String)
  /// The bytes given are not those the shape and the type need.
  case sizeMismatch(tensor: String, expected: Int, given: Int)
  /// The tensor begins before the one before it ends.
  case overlap(tensor: String)
  /// Bytes before this tensor belong to no tensor.
  case hole(tensor: String)
  /// The tensor ends beyond the end of the file: a file cut short, or a wrong offset.
  case outOfRange(tensor: String, end: Int, available: Int)
  /// Bytes after the last tensor.
  case trailingBytes(count: Int)
}

extension SafetensorsFault: CustomStringConvertible {
  /// What is wrong, as the end of a sentence that names the file.
  public var description: String {
    switch self {
    case .tooShort(let bytes):
      "it has \(bytes) bytes and needs at least 8"
    case .headerTooLarge(let bytes, let limit):
      "its header claims \(bytes) bytes, more than the limit of \(limit)"
    case .headerBeyondEnd(let bytes, let available):
      "its header claims \(bytes) bytes and only \(available) follow"
    case .headerNotAnObject:
      "its header does not begin with '{'"
    case .headerNotJSON(let reason):
      "its header is not strict JSON: \(reason)"
    case .metadataNotText(let key):
      "its metadata value '\(key)' is not a string"
    case .malformedEntry(let tensor, let field):
      "tensor '\(tensor)' has no proper '\(field)'"
    case .unknownType(let tensor, let type):
      "tensor '\(tensor)' has the unknown element type '\(type)'"
    case .shapeOverflows(let tensor):
      "the shape of tensor '\(tensor)' overflows"
    case .sizeMismatch(let tensor, let expected, let given):
      "tensor '\(tensor)' needs \(expected) bytes and is given \(given)"
    case .overlap(let tensor):
      "tensor '\(tensor)' overlaps the one before it"
    case .hole(let tensor):
      "there are unused bytes before tensor '\(tensor)'"
    case .outOfRange(let tensor, let end, let available):
      "tensor '\(tensor)' ends at byte \(end) of the data and there are only \(available)"
    case .trailingBytes(let count):
      "\(count) bytes follow the last tensor"
    }
  }
}
