public import Core

/// Class folders (being rebuilt).
public struct FolderLayout: DatasetLayout {
  /// The name.
  public let name = "folders"
  /// Nothing.
  public var settings: JSON { [:] }
  /// Reads a path.
  public mutating func finding(path: String) -> LayoutFinding { .rejected(reason: "") }
}
