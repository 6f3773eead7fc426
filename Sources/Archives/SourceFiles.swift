internal import Core

/// A source as it was given: an archive, consecutive parts of one, a folder, a single file, or
/// standard input.
///
/// It is opened once, and any number of readers go over the same bytes. Standard input is copied
/// into a file without a name, so that it can be read again. A zip that was made in volumes
/// (".z01", ".z02", ".zip") has to be joined by the program that made it.
public final class SourceFiles: Sendable {
  /// What a source is.
  public enum Kind: String, Hashable, Sendable {
    /// An archive in one file or several parts.
    case archive
    /// A folder.
    case folder
    /// A single table or image.
    case file
  }

  /// The file name of the (first) path, without the ending of a part (".001", ".aa", ".part1");
  /// "standard-input", with an ending that fits where it is text, for "-".
  public let name: String
  /// The (first) path with its links followed, for the record; "-" for standard input.
  public let path: String
  /// The paths as given.
  public let paths: [String]
  /// What the source is.
  public let kind: Kind
  /// Whether the source is a copy of standard input, which no later run can read again.
  public let isSpooled: Bool
  /// The size of the file or of all parts; unknown for a folder.
  public var rawBytes: Int64? { bytes?.size }

  /// The source as the person named it, for messages.
  public var displayPath: String { paths.first ?? path }

  let bytes: StoredBytes?
  let spoolFolder: String
  /// A folder below a folder source that is passed over, relative to it.
  let excluded: [UInt8]?

  /// Opens a source.
  ///
  /// - Parameters:
  ///   - paths: one path; several consecutive parts of one archive, in order; or "-" alone.
  ///   - spoolFolder: an existing folder for temporary files, which have no names in it.
  ///   - limits: of which `maximumTotalBytes` limits what is taken from standard input.
  ///   - excluding: a folder that is no part of a folder source although it lies in it, such as the
  ///     workspace; it need not be there yet.
  public convenience init(
    paths: [String], spoolFolder: String, limits: ArchiveLimits = ArchiveLimits(),
    excluding: String? = nil
  ) throws(ArchiveError) {
    try self.init(
      paths: paths, spoolFolder: spoolFolder, limits: limits, standardInput: 0,
      excluding: excluding)
  }

  /// Opens a source, reading another descriptor as standard input.
  package init(
    paths: [String], spoolFolder: String, limits: ArchiveLimits, standardInput: Int32,
    excluding: String? = nil
  ) throws(ArchiveError) {
    (self.paths, self.spoolFolder) = (paths, spoolFolder)
    excluded = excluding.flatMap { SourceFiles.relative($0, below: paths.first ?? "") }
    guard let first = paths.first else { throw .noSource }
    isSpooled = paths == ["-"]
    if isSpooled {
      let spooled = try StandardInput(descriptor: standardInput)
        .spool(into: spoolFolder, limit: limits.maximumTotalBytes)
      bytes = spooled
      (kind, name) = try SourceFiles.kind(
        of: spooled, name: StandardInput.name(for: spooled), limits)
      path = "-"
      return
    }
    if paths.count == 1, Files.isDirectory(first) {
      (bytes, kind) = (nil, .folder)
    } else {
      if paths.count > 1 { try PartSequence.check(paths) }
      let opened = try StoredBytes(paths: paths)
      bytes = opened
      kind = try SourceFiles.kind(of: opened, name: SourceFiles.name(of: paths), limits).0
    }
    name = SourceFiles.name(of: paths)
    path = Files.resolved(first)
  }

  /// A reader from the first byte; it keeps the files open even when this is gone.
  ///
  /// - Parameter hashing: whether the source's own bytes are hashed, all of them; without it,
  ///   `ArchiveSummary.rawDigest` is `nil` and nothing is read beyond what the members need.
  public func reader(
    limits: ArchiveLimits = ArchiveLimits(), hashing: Bool = true
  ) throws(ArchiveError) -> SourceReader {
    try SourceReader(self, limits: limits, hashing: hashing)
  }

  /// Where a folder lies below another, its own last part perhaps not there yet.
  private static func relative(_ folder: String, below root: String) -> [UInt8]? {
    let place = Files.join(Files.resolved(Files.parent(folder)), Files.lastComponent(folder))
    let whole = Files.resolved(root)
    let prefix = whole.hasSuffix("/") ? whole : whole + "/"
    return place.hasPrefix(prefix) ? Array(place.utf8.dropFirst(prefix.utf8.count)) : nil
  }

  private static func name(of paths: [String]) -> String {
    let first = paths.first ?? ""
    let last = Files.lastComponent(first)
    let name =
      [".", "..", "", "/"].contains(last) ? Files.lastComponent(Files.resolved(first)) : last
    return paths.count > 1 ? PartSequence.withoutPartEnding(name) : name
  }

  /// An archive if libarchive knows it, else a file whose name says that it can be one alone.
  private static func kind(
    of bytes: StoredBytes, name: String, _ limits: ArchiveLimits
  ) throws(ArchiveError) -> (Kind, String) {
    let tally = ReadTally(path: bytes.path, limits: limits, rawBytes: bytes.size)
    do {
      _ = try ArchiveReader(bytes, tally: tally, hashing: false)
      return (.archive, name)
    } catch .notAnArchive(_, nil) where SingleFileEnding.isKnown(name) {
      return (.file, name)
    } catch {
      throw error
    }
  }
}
