internal import Core
internal import GRDB

/// A prepared statement whose arguments are bound one by one.
///
/// GRDB's own way collects them in a dynamic array first, which costs an import more than SQLite
/// takes to store the row.
struct RowStatement {
  let statement: Statement
  private var index: CInt = 0

  init(_ db: Database, _ sql: String) throws {
    statement = try db.cachedStatement(sql: sql)
  }

  /// Starts a row: all arguments are NULL until they are bound.
  mutating func begin() {
    statement.setUncheckedArguments(StatementArguments())
    index = 0
  }

  /// Binds the next argument.
  mutating func bind(_ value: (some StatementBinding)?) throws {
    index += 1
    guard let value else { return }
    let code = value.bind(to: statement.sqliteStatement, at: index)
    guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  /// Binds the next argument.
  mutating func bind(_ digest: Digest?) throws { try bind(digest?.blob) }

  func execute() throws { try statement.execute() }
}
