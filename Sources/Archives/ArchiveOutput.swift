internal import Core

/// The file an archive is written to, as libarchive sees it.
final class ArchiveOutput {
  private let writer: FileWriter
  /// The system's error, when one made a write fail.
  private(set) var failure: FileError?

  init(path: String) throws(ArchiveError) {
    do {
      writer = try FileWriter(path: path)
    } catch {
      throw .file(error)
    }
  }

  /// Whether the bytes were taken.
  func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    do {
      try writer.write(bytes)
      return true
    } catch {
      failure = error
      return false
    }
  }

  func commit() throws(ArchiveError) {
    do {
      try writer.commit()
    } catch {
      throw .file(error)
    }
  }
}
