internal import Core
internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// A prepared statement whose arguments are bound one by one, for rows by the thousand.
///
/// It is bound and stepped by SQLite's own functions: GRDB looks at the statement's text, its
/// observers and its queue before each step, and that costs an import as much as SQLite takes to
/// store the row. Texts and blobs are lent to SQLite from a buffer of our own until the next row.
final class RowStatement {
  let statement: Statement
  private let handle: OpaquePointer?
  private let lent = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
  private var used = 0
  private var index: CInt = 0

  init(_ db: Database, _ sql: String) throws {
    statement = try db.makeStatement(sql: sql)
    statement.setUncheckedArguments(StatementArguments())
    handle = statement.sqliteStatement
  }

  deinit {
    // Nothing may point into the buffer once it is gone.
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    lent.deallocate()
  }

  /// Starts a row: all arguments are NULL until they are bound.
  func begin() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    (index, used) = (0, 0)
  }

  /// Binds the next argument.
  func bind(_ number: Int64?) throws {
    index += 1
    guard let number else { return }
    try check(sqlite3_bind_int64(handle, index, number))
  }

  /// Binds the next argument.
  func bind(_ number: Int?) throws { try bind(number.map(Int64.init)) }

  /// Binds the next argument.
  func bind(_ number: Double?) throws {
    index += 1
    guard let number else { return }
    try check(sqlite3_bind_double(handle, index, number))
  }

  /// Binds the next argument.
  func bind(_ text: String?) throws {
    index += 1
    guard var text else { return }
    try check(text.withUTF8 { bind(UnsafeRawBufferPointer($0), isText: true) })
  }

  /// Binds the next argument.
  func bind(_ digest: Digest?) throws {
    index += 1
    guard let digest else { return }
    try check(digest.withBytes { bind($0, isText: false) })
  }

  /// Binds the next argument.
  func bind(_ blob: Data?) throws {
    index += 1
    guard let blob else { return }
    try check(blob.withUnsafeBytes { bind($0, isText: false) })
  }

  /// Runs a statement that gives no rows.
  func execute() throws {
    let code = sqlite3_step(handle)
    if code == SQLITE_DONE { return }
    let connection = sqlite3_db_handle(handle)
    throw DatabaseError(
      resultCode: ResultCode(rawValue: code == SQLITE_ROW ? SQLITE_MISUSE : extendedCode(code)),
      message: sqlite3_errmsg(connection).map { String(cString: $0) })
  }

  private func extendedCode(_ code: CInt) -> CInt {
    let extended = sqlite3_extended_errcode(sqlite3_db_handle(handle))
    return extended & 0xFF == code & 0xFF ? extended : code
  }

  /// Lends bytes from the buffer, where they have room, or has SQLite copy them.
  private func bind(_ bytes: UnsafeRawBufferPointer, isText: Bool) -> CInt {
    var start: UnsafeRawPointer? = bytes.baseAddress ?? UnsafeRawPointer(lent.baseAddress)
    var release = copied
    if bytes.count <= lent.count - used, let base = lent.baseAddress {
      let place = base + used
      if let source = bytes.baseAddress { place.copyMemory(from: source, byteCount: bytes.count) }
      used += bytes.count
      (start, release) = (UnsafeRawPointer(place), nil)
    }
    guard isText else {
      return sqlite3_bind_blob64(handle, index, start, UInt64(bytes.count), release)
    }
    return sqlite3_bind_text64(
      handle, index, start?.assumingMemoryBound(to: CChar.self), UInt64(bytes.count), release,
      UInt8(SQLITE_UTF8))
  }

  /// SQLITE_TRANSIENT.
  private var copied: sqlite3_destructor_type? {
    unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type?.self)
  }

  private func check(_ code: CInt) throws {
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}
