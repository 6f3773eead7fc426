package import Core

/// Class folders of a dataset that is known by name.
package struct NamedFolderLayout: DatasetLayout {
  package let name: String
  private var folders: FolderLayout

  init(name: String, folders: FolderLayout) { (self.name, self.folders) = (name, folders) }

  package var settings: JSON { folders.settings }

  package mutating func finding(path: String) -> LayoutFinding { folders.finding(path: path) }

  package func unmatchedRows() -> [UnmatchedRow] { folders.unmatchedRows() }
}
