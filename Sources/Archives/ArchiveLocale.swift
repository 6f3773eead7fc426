internal import CArchive

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The character set in which member names are decoded.
///
/// Readers and writers use a UTF-8 locale of their own around their calls, on the calling thread
/// only.
public struct ArchiveLocale: ~Copyable {
  private let handle: UnsafeMutableRawPointer?

  init() { handle = fer_utf8_locale_new() }

  deinit { fer_locale_free(handle) }

  /// Switches the calling thread to UTF-8; hand the result to `restore`.
  func enter() -> UnsafeMutableRawPointer? { fer_locale_use(handle) }

  /// Gives the calling thread the locale it had before.
  func restore(_ previous: UnsafeMutableRawPointer?) { _ = fer_locale_use(previous) }

  /// Makes the whole process decode text as UTF-8, whatever its environment says; for `main`.
  ///
  /// - Returns: Whether the system has such a locale.
  @discardableResult
  public static func adoptUTF8() -> Bool {
    setlocale(LC_CTYPE, "C.UTF-8") != nil || setlocale(LC_CTYPE, "en_US.UTF-8") != nil
  }
}
