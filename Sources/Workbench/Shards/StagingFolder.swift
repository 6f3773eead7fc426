internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A folder inside a folder, where a set of files is made before it takes the place of an older set.
///
/// Until `commit` the older files are not touched; a staging folder that is dropped goes with everything in
/// it, and one that a killed process left is cleared by the next. One process at a time.
final class StagingFolder {
  /// The name inside the folder.
  static let name = ".partial"

  /// Where to write.
  let path: String
  private let folder: String
  private let descriptor: Int32

  /// Makes an empty staging folder inside `folder`.
  init(in folder: String) throws(FileError) {
    self.folder = folder
    path = Files.join(folder, Self.name)
    try Files.createDirectories(path)
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw FileError(operation: "write in", path: folder, code: errno)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw FileError(
        operation: "write in", path: folder,
        detail: "another process is writing there; wait for it, or choose another folder")
    }
    for name in try Files.list(path) { try Files.remove(Files.join(path, name)) }
  }

  deinit {
    for name in (try? Files.list(path)) ?? [] { try? Files.remove(Files.join(path, name)) }
    rmdir(path)
    close(descriptor)
  }

  /// Takes the old files away, in order, and gives the new ones their place, in order.
  ///
  /// The caller names the file that makes a set whole first among the old and last among the new.
  func commit(removing old: [String], placing new: [String]) throws(FileError) {
    for name in old { try Files.remove(Files.join(folder, name)) }
    for name in new {
      guard rename(Files.join(path, name), Files.join(folder, name)) == 0 else {
        throw FileError(operation: "write", path: Files.join(folder, name), code: errno)
      }
    }
    try Files.synchronizeDirectory(folder)
  }
}
