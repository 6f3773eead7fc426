internal import Archives
internal import Core
internal import DatasetCatalog
internal import Tensors

/// Runs the whole chain of a manifest: import, crop, audit, curate, split, preview, shards, train, evaluate.
///
/// Steps whose inputs did not change and whose files are unharmed are skipped; training that was interrupted
/// goes on where it was.
public struct RunManifest: Sendable {
  let manifest: Manifest
  let sources: [Manifest.Source]
  let out: String
  let workspace: String
  /// The source that was given instead of the manifest's.
  let givenSource: String?
  /// The face detector's file, where one was named.
  let model: String?
  /// Where else the detector may be named.
  let environment: [String: String]

  /// A run into the folder `out`.
  ///
  /// - Parameters:
  ///   - source: read this instead of the manifest's sources.
  ///   - workspace: the workspace's folder; `out/.fer-data` where `nil`.
  ///   - model: the face detector's file, for a manifest that crops faces.
  ///   - environment: where else the detector may be named.
  public init(
    manifest: Manifest, source: String?, out: String, workspace: String?, model: String? = nil,
    environment: [String: String] = [:]
  ) throws(WorkbenchError) {
    self.manifest = manifest
    (self.model, self.environment) = (model, environment)
    self.out = out
    givenSource = source
    sources =
      source.map {
        [Manifest.Source(path: $0, options: manifest.sources.first?.options ?? ImportOptions())]
      } ?? manifest.sources
    self.workspace = workspace ?? Files.join(out, Workspace.folderName)
    guard !sources.isEmpty else {
      throw .usage("\(manifest.path) names no source; name one with --source")
    }
  }

  /// Does what is to do.
  public func run(session: Session) throws(WorkbenchError) -> RunSummary {
    try lifting { () throws(FileError) in try Files.createDirectories(out) }
    var run = ManifestPass(run: self, session: session)
    do throws(WorkbenchError) {
      return try run.runAll()
    } catch {
      guard case .cancelled = error else { throw error }
      throw .cancelled(resume: "run the same command again to go on")
    }
  }
}
