internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// `write(2)`, under a name that the methods called `write` do not hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

/// Writes results to standard output and everything else to standard error.
enum Output {
  /// Prints a result line; false when it could not be written, as to a full disk.
  static func say(_ text: String) -> Bool {
    write(Array((text + "\n").utf8), to: STDOUT_FILENO)
  }

  /// A name or a reason as one field of one line.
  static func field(_ text: String) -> String { PlainText.escaped(text) }

  /// A text whose characters cannot move the cursor, colour the terminal, or reorder or hide what is around
  /// them; names in archives may hold any.
  static func safe(_ text: String) -> String { PlainText.escaped(text, allowing: "\n\t") }

  /// Prints an error, as one sentence.
  static func complain(_ text: String) { note("error: \(text)") }

  /// Prints a line to standard error.
  static func note(_ text: String) {
    var bytes = Array(safe(text).utf8)
    bytes.append(UInt8(ascii: "\n"))
    writeToError(bytes)
  }

  /// Writes bytes to standard error at once.
  static func writeToError(_ bytes: [UInt8]) {
    _ = write(bytes, to: STDERR_FILENO)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let wrote = systemWrite(
          descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if wrote < 0, errno == EINTR { continue }
        if wrote <= 0 { return false }
        done += wrote
      }
      return true
    }
  }

  /// Whether standard error is a terminal that can redraw a line.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// The width of the terminal in columns, 80 where it does not say.
  static var terminalWidth: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 80 }
    return Int(size.ws_col)
  }
}
