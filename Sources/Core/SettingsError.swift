/// What is wrong with a settings file (a manifest, recipe, policy or taxonomy), and where.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file as the user named it.
  public let file: String
  /// The line, from 1, when the file has lines.
  public let line: Int?
  /// The path of keys to the place, such as "train.optimizer".
  public let path: String
  /// What is wrong and what to do.
  public let reason: String

  /// An error at a place.
  public init(file: String, line: Int?, path: String, reason: String) {
    (self.file, self.line, self.path, self.reason) = (file, line, path, reason)
  }

  /// "file:line: path: reason".
  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return path.isEmpty ? "\(place): \(reason)" : "\(place): \(path): \(reason)"
  }
}
