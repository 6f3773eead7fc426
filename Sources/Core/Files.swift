#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Small operations on files and paths, with errors that name the file.
public enum Files {
  /// The bytes of a regular file; one larger than the limit is refused before anything is allocated.
  public static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    let file = try Descriptor(opening: path, flags: O_RDONLY, operation: "read")
    let size = try file.regularSize(operation: "read")
    guard size <= limit else {
      throw FileError(
        operation: "read", path: path,
        detail:
          "it has \(size) bytes, more than the \(limit) expected; check that it is the right file")
    }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = systemRead(file.number, buffer.baseAddress.map { $0 + count }, size - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    if failure != 0 { throw FileError(operation: "read", path: path, code: failure) }
    return bytes
  }

  /// Writes a file whole or not at all: a temporary name, synced, renamed, the folder synced.
  public static func writeAtomically(_ bytes: [UInt8], to path: String) throws(FileError) {
    let writer = try FileWriter(path: path)
    try writer.write(bytes)
    try writer.commit()
  }

  /// Writes a text file whole or not at all.
  public static func writeAtomically(text: String, to path: String) throws(FileError) {
    try writeAtomically(Array(text.utf8), to: path)
  }

  /// Creates a folder and the folders above it; one that exists is left alone.
  public static func createDirectories(_ path: String) throws(FileError) {
    if isDirectory(path) { return }
    let above = parent(path)
    if above != path, !above.isEmpty { try createDirectories(above) }
    if mkdir(path, 0o777) != 0 {
      let code = errno
      if code == EEXIST, isDirectory(path) { return }
      throw FileError(operation: "create the folder", path: path, code: code)
    }
  }

  /// The names in a folder, sorted by their UTF-8 bytes, without "." and "..".
  public static func list(_ path: String) throws(FileError) -> [String] {
    guard let folder = opendir(path) else {
      throw FileError(operation: "list", path: path, code: errno)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Removes a file; one that is not there is no error.
  public static func remove(_ path: String) throws(FileError) {
    if unlink(path) != 0, errno != ENOENT {
      throw FileError(operation: "remove", path: path, code: errno)
    }
  }

  /// Syncs a folder, so that a rename in it survives a power cut.
  public static func synchronizeDirectory(_ path: String) throws(FileError) {
    let folder = try Descriptor(
      opening: path, flags: O_RDONLY | O_DIRECTORY, operation: "synchronize")
    // Some file systems cannot sync a folder and say EINVAL; there is nothing more to do on them.
    if fsync(folder.number) != 0, errno != EINVAL {
      throw FileError(operation: "synchronize", path: path, code: errno)
    }
  }
}

extension Files {
  /// Whether something is there, a broken link aside.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a folder is there.
  public static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The size of a regular file in bytes.
  public static func size(_ path: String) throws(FileError) -> Int {
    try Descriptor(opening: path, flags: O_RDONLY, operation: "read")
      .regularSize(operation: "read")
  }

  /// The absolute path of the folder the program works in.
  public static func currentFolder() -> String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// A path from the root, links and dots as they are.
  public static func absolute(_ path: String) -> String { join(currentFolder(), path) }

  /// The one path of what is there, links followed; the absolute path where nothing is.
  public static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return absolute(path) }
    defer { free(real) }
    return String(cString: real)
  }

  /// One path below another; an absolute second path stands alone.
  public static func join(_ folder: String, _ name: String) -> String {
    if name.hasPrefix("/") || folder.isEmpty { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The last component of a path: "c.tar" of "a/b/c.tar".
  public static func lastComponent(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The folder a path lies in: "a/b" of "a/b/c", "." of "c".
  public static func parent(_ path: String) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    while parts.count > 1, parts.last == "" { parts.removeLast() }
    parts.removeLast()
    if parts.isEmpty { return path.hasPrefix("/") ? "/" : "." }
    let joined = parts.joined(separator: "/")
    return joined.isEmpty ? "/" : joined
  }
}
