internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Writes results to standard output and everything else to standard error.
enum Output {
  /// Prints a result line.
  static func say(_ text: String) { print(text) }

  /// Prints an error, as one sentence.
  static func complain(_ text: String) { note("error: \(text)") }

  /// Prints a line to standard error.
  static func note(_ text: String) {
    var bytes = Array(text.utf8)
    bytes.append(UInt8(ascii: "\n"))
    writeToError(bytes)
  }

  /// Writes bytes to standard error at once.
  static func writeToError(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      _ = write(STDERR_FILENO, buffer.baseAddress, buffer.count)
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
