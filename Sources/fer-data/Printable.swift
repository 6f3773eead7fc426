internal import Core

/// A result as the command line prints it.
protocol Printable {
  /// For programs.
  var json: JSON { get }
  /// For people, without a final newline.
  var text: String { get }
  /// The exit code when the result itself is bad news, such as damaged shards.
  var failureCode: Int32? { get }
}

extension Printable {
  var failureCode: Int32? { nil }
}
