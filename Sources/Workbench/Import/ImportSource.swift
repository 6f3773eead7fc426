internal import Archives
internal import Core
internal import DatasetCatalog
internal import Layouts

/// Reads a labelled archive or folder into the catalog; every member ends in the ledger.
///
/// One pass: members are read in order, decoded and measured on all threads, then committed in batches.
/// At most a batch of members is in memory at a time.
public struct ImportSource: Sendable {
  private let source: String
  private let name: String
  private let taxonomy: Taxonomy?
  private let renames: [String: String]
  private let examiner: MemberExaminer.Options

  /// An import of the archive or folder at `source`.
  ///
  /// - Parameters:
  ///   - name: the source's name in the workspace; its file name where `nil`.
  ///   - taxonomy: a built-in name or a file; the workspace's own where `nil`.
  ///   - renames: folder names to read as classes.
  public init(
    source: String, name: String?, taxonomy: String?, renames: [String: String],
    acceptDamaged: Bool, maximumPixels: Int
  ) throws(WorkbenchError) {
    try self.init(
      source: source, name: name,
      taxonomy: try taxonomy.map { name throws(WorkbenchError) in try TaxonomyFile.named(name) },
      renames: renames, acceptDamaged: acceptDamaged, maximumPixels: maximumPixels)
  }

  init(
    source: String, name: String?, taxonomy: Taxonomy?, renames: [String: String],
    acceptDamaged: Bool = false, maximumPixels: Int = 100_000_000
  ) throws(WorkbenchError) {
    guard maximumPixels > 0 else { throw .usage("--max-pixels must be positive") }
    (self.source, self.taxonomy, self.renames) = (source, taxonomy, renames)
    self.name = name ?? Files.lastComponent(source)
    examiner = MemberExaminer.Options(acceptDamaged: acceptDamaged, maximumPixels: maximumPixels)
  }

  /// Reads `folder=class` pairs.
  public static func renames(_ pairs: [String]) throws(WorkbenchError) -> [String: String] {
    var renames: [String: String] = [:]
    for pair in pairs.flatMap({ $0.split(separator: ",") }) {
      let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw .usage("--map takes folder=class pairs, not '\(pair)'")
      }
      renames[String(parts[0])] = String(parts[1])
    }
    return renames
  }

  /// Opens or makes the workspace and imports.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> ImportSummary {
    // The first member is read before the workspace is made: a wrong path, an empty archive or something
    // that is none must not leave a new workspace behind.
    var reader = try lifting { () throws(ArchiveError) in try SourceReader(path: source) }
    let first: ArchiveMember?
    do { first = try reader.next() } catch { throw .archive(error) }
    let catalog = try WorkspaceOpening.importing(workspace, taxonomy: taxonomy)
    let layout: FolderLayout
    do { layout = try FolderLayout(taxonomy: catalog.taxonomy, renames: renames) } catch {
      throw .layout(error)
    }
    let kind = reader.isFolder ? "folder" : "archive"
    let known = try lifting { () throws(CatalogError) in try catalog.source(named: name) }
    if let known { try check(known, isFolder: reader.isFolder) }
    let importing = try lifting { () throws(CatalogError) in
      try catalog.beginImport(source: name, path: Files.resolved(source), kind: kind)
    }
    var pass = try ImportPass(
      reader: reader, first: first, layout: layout, importing: importing, options: examiner,
      session: session)
    return try pass.run(name: name, catalog: catalog, renames: renames)
  }

  /// Refuses to add to a complete source what another archive or folder of the same name holds.
  private func check(_ known: SourceSummary, isFolder: Bool) throws(WorkbenchError) {
    // A tar without its end marker may have been cut between two members.
    guard known.isComplete, known.layout?["warning"]?.stringValue == nil else { return }
    if isFolder {
      // A folder may grow; another folder is another source.
      guard known.kind == "folder", known.path == Files.resolved(source) else {
        throw .problem(
          "the workspace has a source '\(name)' read from \(known.path); import \(source) under another --name"
        )
      }
      return
    }
    let digest = try lifting { () throws(FileError) in
      try MappedFile(path: source).withBytes { Digest.sha256(of: $0) }
    }
    guard known.rawDigest == digest else {
      throw .problem(
        "the workspace has a source '\(name)' of other bytes than \(source); import this one under another --name"
      )
    }
  }
}
