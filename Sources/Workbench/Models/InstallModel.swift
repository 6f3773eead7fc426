internal import Core

/// Puts a model into the user's cache: from its publisher, a mirror, or a file.
public struct InstallModel: Sendable {
  private let model: ModelFile
  private let source: Source
  private let environment: [String: String]
  private let limits: TransferLimits

  /// Where the bytes come from; they must be the pinned ones wherever that is.
  public enum Source: Hashable, Sendable {
    /// The places where the model is published.
    case published
    /// This address instead of those.
    case mirror(url: String)
    /// This file, on a machine without a network.
    case file(path: String)
  }

  /// Installs a model into the cache of this environment.
  public init(
    _ model: ModelFile, source: Source = .published, environment: [String: String],
    limits: TransferLimits = TransferLimits()
  ) {
    (self.model, self.source) = (model, source)
    (self.environment, self.limits) = (environment, limits)
  }

  /// Installs it; a sound one that is there already is left alone, a damaged one replaced.
  ///
  /// The file gets its name only when it is whole, right and synced.
  public func run(session: Session) throws(WorkbenchError) -> InstalledModel {
    let cache = try lifting { () throws(ModelError) in try ModelCache(environment: environment) }
    let path = cache.path(of: model)
    if let present = try lifting({ () throws(FileError) in try cache.bytes(of: model) }) {
      if model.matches(present) { return InstalledModel(model, path: path, outcome: .present) }
      session.warn("\(path) is damaged; it is replaced")
    }
    try lifting { () throws(FileError) in try Files.createDirectories(cache.folder) }
    let bytes = try bytes(target: path, session: session)
    try lifting { () throws(FileError) in try Files.writeAtomically(bytes, to: path) }
    return InstalledModel(model, path: path, outcome: .installed)
  }

  private func bytes(
    target: String, session: Session
  ) throws(WorkbenchError) -> [UInt8] {
    let download = ModelDownload(
      model: model, target: target, limits: limits, environment: environment, session: session)
    switch source {
    case .published: return try download.bytes(from: model.sources)
    case .mirror(let url): return try download.bytes(from: [url])
    case .file(let path):
      // Up to a limit another file is read to say what it is; a larger one is refused by its size.
      let bytes = try lifting { () throws(FileError) in
        try Files.read(path, limit: DetectorModel.limit)
      }
      if model.matches(bytes) { return bytes }
      throw .model(.notTheModel(place: path, look: ModelContent.foreign(bytes) ?? .other))
    }
  }
}
