public import Core

/// The face detector's file as `crop` uses it: where it was found, its bytes, and whether it is the pinned one.
public struct DetectorModel: Hashable, Sendable {
  /// Where the file was named.
  public enum Origin: String, Hashable, Sendable {
    /// By `--model`.
    case flag
    /// By the environment variable.
    case environment
    /// Nowhere: it is the installed one.
    case cache
  }

  /// The file.
  public let path: String
  /// Its bytes: an ONNX model.
  public let bytes: [UInt8]
  /// The SHA-256 of the bytes, to be stored with every box that it finds.
  public let digest: Digest
  /// Where the file was named.
  public let origin: Origin
  /// Whether the bytes are the pinned ones; only the user can name others, and results must say so.
  public let isPinned: Bool

  /// The largest file that is read as a detector, in bytes.
  static let limit = 64 << 20

  /// Finds the detector: the flag's file, else the environment's (`FER_DATA_YUNET`), else the installed one.
  ///
  /// A named file of another digest is used, and `warn` is told; an installed one of another digest is damaged
  /// and refused. An empty variable counts as none.
  ///
  /// - Throws: `WorkbenchError.model` when there is none or it is damaged, `.file` when it cannot be read.
  public static func locate(
    flag: String?, environment: [String: String], model: ModelFile = .yunet,
    warn: (String) -> Void
  ) throws(WorkbenchError) -> DetectorModel {
    if let flag { return try named(flag, .flag, "--model", model, warn) }
    if let path = environment[model.variable], !path.isEmpty {
      return try named(path, .environment, model.variable, model, warn)
    }
    // Without a cache folder nothing can be installed: that is the same answer, not another error.
    guard let cache = try? ModelCache(environment: environment),
      let bytes = try lifting({ () throws(FileError) in try cache.bytes(of: model) })
    else { throw .model(.noDetector) }
    guard model.matches(bytes) else {
      throw .model(.damaged(path: cache.path(of: model), name: model.name))
    }
    return DetectorModel(
      path: cache.path(of: model), bytes: bytes, digest: .sha256(of: bytes), origin: .cache,
      isPinned: true)
  }

  private static func named(
    _ path: String, _ origin: Origin, _ where: String, _ model: ModelFile, _ warn: (String) -> Void
  ) throws(WorkbenchError) -> DetectorModel {
    let bytes = try lifting { () throws(FileError) in try Files.read(path, limit: limit) }
    if let look = ModelContent.foreign(bytes) {
      throw .model(.notTheModel(place: path, look: look))
    }
    let isPinned = model.matches(bytes)
    let digest = Digest.sha256(of: bytes)
    if !isPinned {
      warn(
        "\(path) (\(`where`)) is not the face detector fer-data was made with: its SHA-256 is \(digest.hex), "
          + "not \(model.sha256); the results record it")
    }
    return DetectorModel(
      path: path, bytes: bytes, digest: digest, origin: origin, isPinned: isPinned)
  }
}
