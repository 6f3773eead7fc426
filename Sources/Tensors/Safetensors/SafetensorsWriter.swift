internal import Core

/// Writes safetensors files whose bytes are a function of their content.
///
/// Tensors lie by falling element size, then name; header keys are sorted; the header is padded
/// with spaces so that data begins at a multiple of 64.
public enum SafetensorsWriter {
  /// The whole file.
  ///
  /// - Throws: `TensorError` for a bad name, a shape that overflows or bytes that do not fit it.
  public static func data(
    _ tensors: [NamedTensor], metadata: [String: String] = [:]
  ) throws(TensorError) -> [UInt8] {
    for tensor in tensors {
      guard let expected = tensor.type.byteCount(of: tensor.shape) else {
        throw .tensorTooLarge(name: tensor.name)
      }
      guard expected == tensor.bytes.count else {
        throw .tensorBytes(name: tensor.name, expected: expected, given: tensor.bytes.count)
      }
    }
    let layout = try SafetensorsHeader.layingOut(
      tensors.map { ($0.name, $0.type, $0.shape) }, metadata: metadata)
    var byName: [String: Int] = [:]
    for (place, tensor) in tensors.enumerated() { byName[tensor.name] = place }
    var file = layout.bytes
    file.reserveCapacity(layout.tensors.last?.byteRange.upperBound ?? file.count)
    for slice in layout.tensors {
      guard let place = byName[slice.name] else { continue }
      file.append(contentsOf: tensors[place].bytes)
    }
    return file
  }

  /// Writes the file whole or not at all: to a temporary name, synced, then renamed.
  ///
  /// - Throws: `TensorError`, as `data` and for a failed write.
  @discardableResult
  public static func write(
    _ tensors: [NamedTensor], metadata: [String: String] = [:], to path: String
  ) throws(TensorError) -> FileSummary {
    let bytes = try data(tensors, metadata: metadata)
    do { try Files.writeAtomically(bytes, to: path) } catch { throw .file(error) }
    return FileSummary(
      name: Files.lastComponent(path), bytes: bytes.count, sha256: Digest.sha256(of: bytes))
  }
}
