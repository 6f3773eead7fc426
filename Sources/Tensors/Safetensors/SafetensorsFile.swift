internal import Core

/// A safetensors file, validated when opened and mapped, not read.
public struct SafetensorsFile: Sendable {
  /// Where the file is, for messages.
  public let path: String
  /// What its header says.
  public let header: SafetensorsHeader
  private let storage: Storage
  private let places: [String: Int]

  private enum Storage: Sendable {
    case mapped(MappedFile)
    case memory([UInt8])
  }

  /// Maps and validates the file at `path`.
  ///
  /// - Throws: `TensorError.file` or `TensorError.malformed`.
  public init(path: String) throws(TensorError) {
    let file: MappedFile
    do { file = try MappedFile(path: path) } catch { throw .file(error) }
    try self.init(path: path, storage: .mapped(file))
  }

  /// Validates a file that is already in memory; `path` names it in messages.
  ///
  /// - Throws: `TensorError.malformed`.
  public init(bytes: [UInt8], path: String) throws(TensorError) {
    try self.init(path: path, storage: .memory(bytes))
  }

  private init(path: String, storage: Storage) throws(TensorError) {
    do throws(SafetensorsFault) {
      header = try Self.withBytes(of: storage) { bytes throws(SafetensorsFault) in
        try SafetensorsHeader(parsing: bytes)
      }
    } catch { throw .malformed(path: path, error) }
    self.path = path
    self.storage = storage
    var places: [String: Int] = [:]
    for (place, tensor) in header.tensors.enumerated() { places[tensor.name] = place }
    self.places = places
  }

  /// Free text about the file.
  public var metadata: [String: String] { header.metadata }
  /// The tensors in the order of their bytes.
  public var tensors: [TensorSlice] { header.tensors }

  /// The tensor of this name, or nil.
  public func tensor(named name: String) -> TensorSlice? {
    places[name].map { header.tensors[$0] }
  }

  /// The tensor of this name.
  ///
  /// - Throws: `TensorError.missingTensor`.
  public func tensor(_ name: String) throws(TensorError) -> TensorSlice {
    guard let tensor = tensor(named: name) else {
      throw .missingTensor(path: path, name: name)
    }
    return tensor
  }

  /// Calls `body` with the whole file; the pointer is valid inside `body` only.
  public func withFileBytes<R, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try Self.withBytes(of: storage, body)
  }

  /// Calls `body` with the bytes of a tensor of this file, which may be unaligned.
  public func withBytes<R, E: Error>(
    of tensor: TensorSlice, _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try Self.withBytes(of: storage) { bytes throws(E) in
      try body(UnsafeRawBufferPointer(rebasing: bytes[tensor.byteRange]))
    }
  }

  private static func withBytes<R, E: Error>(
    of storage: Storage, _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    switch storage {
    case .mapped(let file):
      return try file.withBytes(body)
    case .memory(let bytes):
      return try bytes.withUnsafeBufferPointer { buffer throws(E) in
        try body(UnsafeRawBufferPointer(buffer))
      }
    }
  }
}
