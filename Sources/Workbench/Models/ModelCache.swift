internal import Core

/// The folder that installed models live in: `fer-data/models` in the user's cache.
public struct ModelCache: Hashable, Sendable {
  /// The folder; it need not exist.
  public let folder: String

  /// The cache of a user: `$XDG_CACHE_HOME`, else `$HOME/.cache`.
  ///
  /// A relative `XDG_CACHE_HOME` is ignored, as the XDG Base Directory Specification demands.
  public init(environment: [String: String]) throws(ModelError) {
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      folder = Files.join(cache, "fer-data/models")
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folder = Files.join(home, ".cache/fer-data/models")
    } else {
      throw .noCache
    }
  }

  /// Where a model lies when it is installed.
  public func path(of model: ModelFile) -> String { Files.join(folder, model.fileName) }

  /// The bytes of an installed model, or `nil` when nothing is there; they may be damaged.
  func bytes(of model: ModelFile) throws(FileError) -> [UInt8]? {
    let path = path(of: model)
    guard Files.exists(path) else { return nil }
    // One byte more than the model has is enough to know that it is another file.
    guard try Files.size(path) == model.byteCount else { return [] }
    return try Files.read(path, limit: model.byteCount)
  }
}
