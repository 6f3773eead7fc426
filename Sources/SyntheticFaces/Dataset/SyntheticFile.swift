/// One file of a drawn dataset.
public struct SyntheticFile: Hashable, Sendable {
  /// Relative path with slashes: `faces/happy/subject-0012_483920.jpg`.
  public let path: String

  /// The file's bytes.
  public let bytes: [UInt8]
}
