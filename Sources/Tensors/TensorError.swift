public import Core

/// What can go wrong with tensors, safetensors files and shards.
public enum TensorError: Error, Hashable, Sendable {
  /// The file could not be opened, read or written.
  case file(FileError)
  /// The file is not a safetensors file.
  case malformed(path: String, SafetensorsFault)
  /// A tensor's name is reserved or used twice.
  case badTensorName(String)
  /// A tensor's size does not fit.
  case tensorTooLarge(name: String)
  /// A tensor's bytes are not as many as its type and shape need.
  case tensorBytes(name: String, expected: Int, given: Int)
  /// The header of a file to be written is over the format's limit.
  case headerTooLarge(bytes: Int, limit: Int)
  /// A file lacks a tensor.
  case missingTensor(path: String, name: String)
  /// A tensor has another type or shape than it must.
  case wrongTensor(path: String, name: String, expected: String)
  /// A shard's metadata lacks a value, or has one that cannot be read.
  case badMetadata(path: String, key: String)
  /// The caller's own metadata uses a key that shards keep for themselves.
  case reservedMetadata(key: String)
  /// A shard's layout is impossible.
  case badLayout(reason: String)
  /// A row does not fit its shard's layout.
  case badRow(row: Int, reason: String)
  /// A shard was to be finished before every row was set.
  case rowMissing(row: Int)
  /// The folder has no index, so its writing was not finished or it is no shard folder.
  case noIndex(folder: String)
  /// The index is not one we wrote.
  case badIndex(path: String, reason: String)
  /// The index lists no shard of a split.
  case noShards(folder: String, split: Split)
  /// A shard does not agree with the index or with the other shards.
  case inconsistentShard(path: String, reason: String)
}

extension TensorError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .file(let error):
      "\(error)"
    case .malformed(let path, let fault):
      "'\(path)' is not a sound safetensors file: \(fault); write or copy it again"
    case .badTensorName(let name):
      "the tensor name '\(name)' is reserved or used twice; give each tensor a name of its own"
    case .tensorTooLarge(let name):
      "tensor '\(name)' has a negative dimension or is too large; check its shape"
    case .tensorBytes(let name, let expected, let given):
      "tensor '\(name)' needs \(expected) bytes and was given \(given); check its shape"
    case .headerTooLarge(let bytes, let limit):
      "the header would have \(bytes) bytes, more than the format's \(limit); shorten the metadata"
    case .missingTensor(let path, let name):
      "'\(path)' has no tensor '\(name)'; check that it is the right kind of file"
    case .wrongTensor(let path, let name, let expected):
      "tensor '\(name)' of '\(path)' is not \(expected); check that it is the right kind of file"
    case .badMetadata(let path, let key):
      "the metadata of '\(path)' has no readable '\(key)'; write the shards again"
    case .reservedMetadata(let key):
      "the metadata key '\(key)' belongs to the shard format; choose another name"
    case .badLayout(let reason):
      "no shard can be laid out: \(reason); check the size and the classes"
    case .badRow(let row, let reason):
      "row \(row) does not fit its shard: \(reason); check the pipeline's output size"
    case .rowMissing(let row):
      "row \(row) of the shard was never set; set every row before finishing it"
    case .noIndex(let folder):
      "'\(folder)' has no index.json, so it holds no finished shards; run fer-data shards again"
    case .badIndex(let path, let reason):
      "'\(path)' is not a sound shard index: \(reason); run fer-data shards again"
    case .noShards(let folder, let split):
      "'\(folder)' has no \(split.rawValue) shards; run fer-data shards again"
    case .inconsistentShard(let path, let reason):
      "'\(path)' does not belong to its set: \(reason); run fer-data verify on the folder"
    }
  }
}
