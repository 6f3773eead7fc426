internal import Core
internal import Synchronization

/// Appends contents to the packs of a workspace, held by the one writer.
///
/// What was appended is synced before the catalog rows that refer to it are committed; if these rows
/// are then not committed, `rollBack` (or the next writer's opening) cuts it off again.
final class PackFolder: Sendable {
  /// Packs roll at this size.
  static let standardRollBytes: Int64 = 2 << 30
  /// Entries are gathered to writes of about this size.
  private static let partBytes = 1 << 20

  struct Mark: Hashable, Sendable {
    var number: Int
    var end: Int64
  }

  struct Appended: Sendable {
    let before: Mark
    /// The place of each content's first byte, in the order given.
    let places: [(pack: Int, offset: Int64)]
    /// Each pack that grew, with its new length.
    let packs: [CommittedPack]
  }

  private let path: String
  private let rollBytes: Int64
  private let mark: Mutex<Mark>

  /// Cuts off what no committed row refers to and takes over at the end.
  init(
    path: String, committed: [CommittedPack], rollBytes: Int64
  ) throws(CatalogError) {
    self.path = path
    self.rollBytes = rollBytes
    let last = committed.last ?? CommittedPack(number: 0, bytes: 0)
    mark = Mutex(Mark(number: last.number, end: last.bytes))
    do {
      try Self.removePacks(after: last.number, in: path)
      for pack in committed {
        let file = Files.join(path, Self.name(pack.number))
        let size = Files.exists(file) ? Int64(try Files.size(file)) : 0
        guard size >= pack.bytes else {
          throw CatalogError.packCutShort(path: file, bytes: size, expected: pack.bytes)
        }
        if size > pack.bytes {
          let open = try PackFile(path: file, creating: false)
          try open.truncate(to: pack.bytes)
          try open.synchronize()
        }
      }
    } catch { throw CatalogError(error, path: path) }
  }

  static func name(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".tar"
  }

  /// Appends; after a failure the packs are as before.
  ///
  /// `synchronize` comes before anything may refer to it.
  func append(_ contents: [PackContent]) throws(CatalogError) -> Appended {
    try mark.withLock { mark throws(CatalogError) in
      let before = mark
      do throws(FileError) {
        return try Self.append(contents, folder: path, rollBytes: rollBytes, mark: &mark)
      } catch {
        Self.cut(to: before, in: path)
        mark = before
        throw .file(error)
      }
    }
  }

  /// Waits until what was appended is on the disk.
  func synchronize(_ appended: Appended) throws(CatalogError) {
    do throws(FileError) {
      for pack in appended.packs {
        try PackFile(path: Files.join(path, Self.name(pack.number)), creating: false)
          .synchronize()
      }
      if appended.packs.contains(where: { $0.number > appended.before.number })
        || appended.before.end == 0
      {
        try Files.synchronizeDirectory(path)
      }
    } catch { throw .file(error) }
  }

  /// Cuts off what was appended since `before`.
  func rollBack(to before: Mark) {
    mark.withLock { mark in
      Self.cut(to: before, in: path)
      mark = before
    }
  }

  private static func append(
    _ contents: [PackContent], folder: String, rollBytes: Int64, mark: inout Mark
  ) throws(FileError) -> Appended {
    let before = mark
    var places: [(pack: Int, offset: Int64)] = []
    places.reserveCapacity(contents.count)
    var grown: [CommittedPack] = []
    var next = 0
    let entry = TarEntry()
    while next < contents.count {
      let first = TarEntry.size(ofContent: contents[next].bytes.count)
      if mark.number == 0 || (mark.end > 0 && mark.end + first > rollBytes) {
        mark = Mark(number: mark.number + 1, end: 0)
      }
      let file = try PackFile(
        path: Files.join(folder, name(mark.number)), creating: mark.end == 0)
      var part: [UInt8] = []
      part.reserveCapacity(min(partBytes, contents.count << 12) + 1 << 16)
      var partStart = mark.end
      while next < contents.count {
        let content = contents[next]
        let size = TarEntry.size(ofContent: content.bytes.count)
        guard mark.end == 0 || mark.end + size <= rollBytes else { break }
        places.append((mark.number, mark.end + Int64(TarEntry.blockSize)))
        entry.append(content, to: &part)
        mark.end += size
        next += 1
        if part.count >= partBytes {
          try file.write(part, at: partStart)
          partStart = mark.end
          part.removeAll(keepingCapacity: true)
        }
      }
      try file.write(part, at: partStart)
      grown.append(CommittedPack(number: mark.number, bytes: mark.end))
    }
    return Appended(before: before, places: places, packs: grown)
  }

  /// As well as it can be done: what stays is cut off when the next writer opens.
  private static func cut(to mark: Mark, in folder: String) {
    try? removePacks(after: mark.number, in: folder)
    if mark.number > 0 {
      try? PackFile(path: Files.join(folder, name(mark.number)), creating: false)
        .truncate(to: mark.end)
    }
  }

  private static func removePacks(after last: Int, in folder: String) throws(FileError) {
    for file in try Files.list(folder) where file.hasSuffix(".tar") {
      if let number = Int(file.dropLast(4)), number > last, file == name(number) {
        try Files.remove(Files.join(folder, file))
      }
    }
  }
}
