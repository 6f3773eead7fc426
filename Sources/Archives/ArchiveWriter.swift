internal import CArchive
internal import Core

/// Writes an archive whose bytes depend on its members alone.
///
/// No clock, no owner, no mode and no thread leaves a trace: the same members in the same order
/// give the same file with the same versions of the compression libraries (a plain tar with any).
/// The file gets its name only in `finish()`; a writer that is dropped before leaves nothing
/// behind.
public struct ArchiveWriter: ~Copyable {
  /// The archives we write.
  public typealias Format = ArchiveFormat

  private let path: String
  private let handle: OpaquePointer
  private let entry: OpaquePointer?
  private let output: ArchiveOutput
  private let locale: ArchiveLocale
  private var isClosed = false

  /// Starts an archive; the format follows from the file's ending unless it is given.
  public init(path: String, format: ArchiveFormat? = nil) throws(ArchiveError) {
    guard let format = format ?? ArchiveFormat(path: path) else {
      throw .unknownFormat(path: path)
    }
    let output = try ArchiveOutput(path: path)
    handle = try ArchiveWriter.openHandle(over: output, format: format, path: path)
    entry = archive_entry_new2(handle)
    (self.path, self.output) = (path, output)
    locale = ArchiveLocale()
  }

  deinit {
    // Without this, freeing would first finish an archive that is to be thrown away.
    if !isClosed { archive_write_fail(handle) }
    archive_entry_free(entry)
    archive_write_free(handle)
  }

  /// Adds a file; `path` is relative, with "/" between components.
  public mutating func add(path name: String, bytes: [UInt8]) throws(ArchiveError) {
    try bytes.withUnsafeBufferPointer { part throws(ArchiveError) in
      try add(path: name, bytes: UnsafeRawBufferPointer(part))
    }
  }

  /// Adds a file; `path` is relative, with "/" between components.
  public mutating func add(
    path name: String, bytes: UnsafeRawBufferPointer
  ) throws(ArchiveError) {
    guard ArchiveWriter.isSafe(name) else { throw .unsafeName(name) }
    guard let entry else { throw .cannotWrite(path: path, detail: "out of memory") }
    let previous = locale.enter()
    defer { locale.restore(previous) }
    fer_archive_entry_set_plain_file(entry, name, Int64(bytes.count))
    try check(archive_write_header(handle, entry))
    var done = 0
    while done < bytes.count {
      let wrote = archive_write_data(
        handle, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      guard wrote > 0 else { throw failure }
      done += wrote
    }
    try check(archive_write_finish_entry(handle))
  }

  /// Closes the archive and gives the file its name.
  public consuming func finish() throws(ArchiveError) {
    let code = archive_write_close(handle)
    isClosed = true
    try check(code)
    try output.commit()
  }

  private static func isSafe(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("/") && !name.hasSuffix("/") && !name.utf8.contains(0)
      && !name.split(separator: "/").contains("..")
  }

  private static func openHandle(
    over output: ArchiveOutput, format: ArchiveFormat, path: String
  ) throws(ArchiveError) -> OpaquePointer {
    guard let handle = archive_write_new() else {
      throw .cannotWrite(path: path, detail: "out of memory")
    }
    var code = format.configure(handle)
    code = min(code, archive_write_set_bytes_in_last_block(handle, 1))
    if code == ARCHIVE_OK {
      code = archive_write_open(
        handle, Unmanaged.passUnretained(output).toOpaque(), nil,
        { _, data, bytes, count in
          guard let data, let bytes else { return -1 }
          let output = Unmanaged<ArchiveOutput>.fromOpaque(data).takeUnretainedValue()
          return output.write(UnsafeRawBufferPointer(start: bytes, count: count)) ? count : -1
        }, nil)
    }
    guard code == ARCHIVE_OK else {
      let error = failure(of: handle, output: output, path: path)
      archive_write_fail(handle)
      archive_write_free(handle)
      throw error
    }
    return handle
  }

  private func check(_ code: Int32) throws(ArchiveError) {
    guard code == ARCHIVE_OK else { throw failure }
  }

  private var failure: ArchiveError {
    ArchiveWriter.failure(of: handle, output: output, path: path)
  }

  private static func failure(
    of handle: OpaquePointer, output: ArchiveOutput, path: String
  ) -> ArchiveError {
    if let failure = output.failure { return .file(failure) }
    return .cannotWrite(path: path, detail: ArchiveReader.lastWords(of: handle))
  }
}
