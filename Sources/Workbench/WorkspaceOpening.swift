internal import Core
internal import DatasetCatalog

/// Finds and opens workspaces: `--workspace`, else the nearest `.fer-data` upward.
enum WorkspaceOpening {
  /// Opens for reading; readers never block.
  static func reading(_ explicit: String?) throws(WorkbenchError) -> Catalog {
    try lifting { () throws(CatalogError) in
      try Catalog.open(
        try Workspace.find(explicit: explicit, from: Files.currentFolder()), mode: .read)
    }
  }

  /// Opens for writing; one writer at a time.
  static func writing(_ explicit: String?) throws(WorkbenchError) -> Catalog {
    try lifting { () throws(CatalogError) in
      try Catalog.open(
        try Workspace.find(explicit: explicit, from: Files.currentFolder()), mode: .write)
    }
  }

  /// Opens for importing: makes a workspace where there is none.
  ///
  /// - Parameter taxonomy: what was asked for; `nil` means the workspace's own, or fer7 in a new one.
  static func importing(
    _ explicit: String?, taxonomy: Taxonomy?
  ) throws(WorkbenchError) -> Catalog {
    try lifting { () throws(CatalogError) in
      let path = Workspace.place(explicit: explicit, from: Files.currentFolder())
      guard taxonomy == nil, Files.exists(Files.join(path, "catalog.sqlite")) else {
        return try Catalog.openOrCreate(path, taxonomy: taxonomy ?? .fer7)
      }
      do throws(CatalogError) {
        return try Catalog.open(path, mode: .write)
      } catch {
        // An import that died while it made the workspace left no taxonomy yet: make it now.
        guard case .unfinishedWorkspace = error else { throw error }
        return try Catalog.openOrCreate(path, taxonomy: .fer7)
      }
    }
  }
}
