internal import Core
internal import Foundation
internal import GRDB

extension Digest {
  /// The 32 bytes as SQLite stores them.
  var blob: Data { withBytes { Data($0) } }
}

extension Row {
  /// A digest column, or nil where it is NULL.
  func digest(_ column: Int) throws -> Digest? {
    try withUnsafeData(atIndex: column) { data in
      guard let data else { return nil }
      return Digest(bytes: data)
    }
  }

  /// A digest column that is never NULL.
  func requiredDigest(_ column: Int) throws -> Digest {
    guard let digest = try digest(column) else { throw BadColumn() }
    return digest
  }
}

/// A stored value that cannot be what it is stored as.
struct BadColumn: Error {}

extension Row {
  /// A column that must hold a value; GRDB's own subscript would end the program where it does not.
  func required<Value: DatabaseValueConvertible>(_ column: Int) throws -> Value {
    guard let value = Value.fromDatabaseValue(self[column] as DatabaseValue) else {
      throw BadColumn()
    }
    return value
  }
}
