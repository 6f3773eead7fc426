public import Core

/// A model and whether it is installed.
public struct InstalledModel: Hashable, Sendable {
  /// How it stands.
  public enum Outcome: String, Hashable, Sendable {
    /// It was installed just now.
    case installed
    /// It was there already.
    case present
    /// It is not installed.
    case absent
    /// The installed file has another digest.
    case damaged
  }

  /// The model.
  public let model: ModelFile
  /// Where it lies, or would lie.
  public let path: String
  /// How it stands.
  public let outcome: Outcome

  init(_ model: ModelFile, path: String, outcome: Outcome) {
    (self.model, self.path, self.outcome) = (model, path, outcome)
  }

  /// For programs.
  public var json: JSON {
    [
      "bytes": .integer(model.byteCount), "model": .string(model.name),
      "outcome": .string(outcome.rawValue), "path": .string(path),
      "sha256": .string(model.sha256),
    ]
  }
}

/// Says of every known model whether it is installed.
public struct ListModels: Sendable {
  private let environment: [String: String]

  /// Looks into the cache of this environment.
  public init(environment: [String: String]) { self.environment = environment }

  /// The known models, each with its place.
  public func run() throws(WorkbenchError) -> [InstalledModel] {
    let cache = try lifting { () throws(ModelError) in try ModelCache(environment: environment) }
    var models: [InstalledModel] = []
    for model in ModelFile.all {
      let bytes = try lifting { () throws(FileError) in try cache.bytes(of: model) }
      let outcome: InstalledModel.Outcome =
        bytes.map { model.matches($0) ? .present : .damaged } ?? .absent
      models.append(InstalledModel(model, path: cache.path(of: model), outcome: outcome))
    }
    return models
  }
}
